import { describeReport } from '../../ci/describe-report.ts';
import type { Verdict } from '../../ci/judge-run.ts';
import { readCode } from '../../ci/read-code.ts';
import { linesOf } from '../../text/lines.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { FixRecord } from '../fix/fix-record.ts';

/** How much of a test report goes back to the model, in characters: about 4,000 tokens. */
const reportCharacters = 16_000;

/**
 * What the model has to mend after an iteration: the new failures with the code that they name, and the names of those
 * that are old. The workspace holds what was tested.
 */
export async function describeFailures(
  workspace: Workspace,
  { iterations }: FixRecord,
  { fresh, old }: Verdict,
): Promise<string> {
  const report = iterations.at(-1)?.report;
  if (report === undefined) return '';
  const code = await readCode(fresh, async (path) => {
    const content = await workspace.read(pathOf(workspace, path));
    return content === undefined || content.includes(0) ? null : linesOf(content);
  });
  return describeReport(report, reportCharacters, { comparison: { new: fresh, old, cured: [], missing: [] }, code });
}

/** The file that a trace names: some tools leave out the folders that a package begins in. */
function pathOf(workspace: Workspace, path: string): string {
  const paths = workspace.paths();
  if (paths.includes(path)) return path;
  const [only, other] = paths.filter((known) => known.endsWith(`/${path}`));
  return only !== undefined && other === undefined ? only : path;
}
