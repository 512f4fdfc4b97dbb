import { countParseErrors } from '../../syntax/count-parse-errors.ts';
import type { FileChange } from '../../workspace/workspace.ts';

/** A file may not have more syntax errors than before; languages without a grammar are not judged. */
export async function whyNotParsing({ path, before, after }: FileChange): Promise<string | undefined> {
  if (after === null || after.includes(0)) return undefined;
  const now = (await countParseErrors(path, after.toString())) ?? 0;
  if (now === 0) return undefined;
  const earlier = (await countParseErrors(path, before?.toString() ?? '')) ?? 0;
  return now > earlier ? `The file would have ${now} syntax errors, and had ${earlier} before.` : undefined;
}
