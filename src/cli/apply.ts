import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import { listSymbols } from '../indexing/list-symbols.ts';
import { describePatch, type PatchReport, reportPatch } from '../patching/describe-patch.ts';
import { planPatch } from '../patching/plan-patch.ts';
import { readEdits } from '../patching/read-edits.ts';
import { whyNotInTree, whyNotNewInTree } from '../workspace/work-tree/check-tree-path.ts';
import { readTreeFile } from '../workspace/work-tree/read-tree-file.ts';
import { type TreeChange, writeTree } from '../workspace/work-tree/write-tree.ts';
import { readApplyRequest } from './apply-request.ts';
import { say } from './say.ts';

const largestEdits = 20 * 1024 * 1024;

/** `goat apply DIR --edits FILE|-`: makes a patch of edits in a work tree, all of it or nothing. */
export async function applyCommand(args: readonly string[]): Promise<number> {
  const request = readApplyRequest(args, readCommandLineEnvironment().callerDirectory);
  const root = await findWorkTree(request.folder);
  const read = readEdits(await readText(request.edits));
  if ('refused' in read)
    return answer({ outcome: 'refused', refused: [{ edit: 0, path: null, reason: read.refused }] });
  const files = {
    read: (file: string) => readTreeFile(root, file),
    whyMissing: (file: string) => `There is no file ${JSON.stringify(file)}.`,
    whyNotEditable: (file: string) => whyNotInTree(root, file),
    whyNotCreatable: (file: string) => whyNotNewInTree(root, file),
  };
  const plan = await planPatch(files, read.edits, listSymbols);
  if (plan.kind === 'refused') return answer({ outcome: 'refused', refused: plan.refusals });
  if (!request.check) {
    const changes: TreeChange[] = plan.files.flatMap(({ path: file, from, mode, before, after }) =>
      from === undefined
        ? [{ path: file, mode, before, after }]
        : [
            { path: file, mode, before: null, after },
            { path: from, mode, before, after: null },
          ],
    );
    try {
      await writeTree(root, changes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return answer({ outcome: 'refused', refused: [{ edit: 0, path: null, reason }] });
    }
  }
  return answer(reportPatch(plan.files, request.check ? 'would apply' : 'applied'));

  function answer(report: PatchReport): number {
    if (request.json) process.stdout.write(`${JSON.stringify(report)}\n`);
    else if (report.outcome === 'refused') say(describePatch(report));
    else process.stdout.write(`${describePatch(report)}\n`);
    return report.outcome === 'refused' ? 1 : 0;
  }
}

/** @throws Refusal where there is no folder of files. */
async function findWorkTree(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory())
    throw new Refusal([`There is no folder ${folder}: name one whose files are to be edited.`]);
  const has = (name: string) =>
    stat(path.join(folder, name)).then(
      () => true,
      () => false,
    );
  const isBare = !(await has('.git')) && (await has('HEAD')) && (await has('objects')) && (await has('refs'));
  if (isBare) throw new Refusal([`${folder} is a bare repository, which has no files to edit: name a work tree.`]);
  return realpath(folder);
}

async function readText(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  try {
    const { size } = await stat(file);
    if (size > largestEdits) throw new Refusal([`${file} has ${size} bytes; at most ${largestEdits} are read.`]);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal([`The edits in ${file} cannot be read: name a file, or - for standard input.`]);
  }
}
