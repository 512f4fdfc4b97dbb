import { posix } from 'node:path';
import type { FileChange } from '../workspace/workspace.ts';
import type { PatchedRepository } from './patched-repository.ts';
import type { Problem } from './validate-patch.ts';

/** Where a header stands, in lines. */
const mostLines = 40;
/** So many files beside a new one have to agree; as many are read. */
const leastNeighbours = 3;
const mostNeighbours = 6;

const commentLine = /^\s*(?:\/\/|\/?\*|#|--|;|%|<!--|-->|"""|\(\*)|^\s*$/;
const speaksOfLicence =
  /\bcopyright\s+(?:\(c\)|©|\d{4}|the\b)|\blicen[cs]ed\s+(?:under|to)\b|\bSPDX-License-Identifier\b/i;

/** What patches do to licence headers: those that they take away or change, and new files without the header of all files beside. */
export async function licenceProblems(
  changes: readonly FileChange[],
  repository: PatchedRepository,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const made = new Set(changes.filter(({ before }) => before === null).map(({ path }) => path));
  for (const { path, before, after } of changes) {
    if (after === null || after.includes(0) || /\.min\.\w+$/.test(path)) continue;
    const now = headerOf(after.toString());
    if (before !== null) {
      const old = headerOf(before.toString());
      if (old !== undefined && (now === undefined || alike(old) !== alike(now))) {
        problems.push({ path, message: `The licence header is changed or gone. Put it back as it was:\n${old}` });
      }
    } else if (now === undefined) {
      const header = await headerBeside(path, made, repository);
      if (header !== undefined)
        problems.push({ path, message: `All files beside begin with this header. Begin with it, too:\n${header}` });
    }
  }
  return problems;
}

/** The comment that a file begins with, where it speaks of a licence. Below the line for the interpreter, if there is one. */
function headerOf(text: string): string | undefined {
  const lines = text.split('\n', mostLines);
  const start = lines[0]?.startsWith('#!') ? 1 : 0;
  const block = lines[start]?.trimStart().startsWith('/*');
  const end = lines.findIndex(
    (line, index) => index >= start && (block ? line.includes('*/') : !commentLine.test(line)),
  );
  const header = lines.slice(start, block ? end + 1 : end === -1 ? lines.length : end);
  // Of several comments, the first one that speaks of it: the next may be about the code.
  const paragraphs = header.join('\n').split(/\n\s*\n/);
  return paragraphs.find((paragraph) => speaksOfLicence.test(paragraph))?.trim();
}

/** Years and white space may differ. */
function alike(header: string): string {
  return header
    .replaceAll(/\d{4}(?:\s*[-–,]\s*(?:\d{4}|present))*|\s+/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

async function headerBeside(
  path: string,
  made: ReadonlySet<string>,
  repository: PatchedRepository,
): Promise<string | undefined> {
  const [folder, extension] = [posix.dirname(path), posix.extname(path)];
  const beside = repository.paths.filter(
    (other) => posix.dirname(other) === folder && posix.extname(other) === extension && !made.has(other),
  );
  if (beside.length < leastNeighbours || extension === '') return undefined;
  const headers: string[] = [];
  for (const other of spread(beside, mostNeighbours)) {
    const header = headerOf((await repository.read(other))?.toString() ?? '');
    if (header === undefined) return undefined;
    headers.push(header);
  }
  return new Set(headers.map(alike)).size === 1 ? headers.at(-1) : undefined;
}

/** At most `count` of them, from the whole list. */
function spread<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, items.length / count);
  return items.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step)).slice(0, count);
}
