import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { mergeSource } from '../../../src/patching/merge-source.ts';
import { mergeFile } from '../../../src/workspace/merge-file.ts';
import { type Case, casesOf } from './merges/cases.ts';
import { causeOfFile, squash } from './merges/causes.ts';
import { conflictsOf, isLeft } from './merges/conflicts.ts';
import { describeMerges, type Outcome, type Replayed } from './merges/describe-merges.ts';

/** Cases of one repository that git merges and that it does not: none outweighs the others. */
const usualMost = 8;

/**
 * Replays real merge commits file by file: every file that both sides changed, in a language with a grammar. FOLDER holds
 * bare repositories as `owner+name/repo`. A clean merge is right if it is what people committed, white space aside.
 * `--only` takes names of repositories, or parts of them, with commas between; `--most` bounds what is taken of each.
 */
export async function merges(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { most: { type: 'string', default: `${usualMost}` }, only: { type: 'string', default: '' } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  const most = Number(values.most);
  if (folder === undefined || !existsSync(folder) || !Number.isInteger(most) || most < 1) {
    process.stderr.write(
      'npm run bench -- merge FOLDER [--most N] [--only NAMES], where FOLDER holds bare repositories as owner+name/repo.\n',
    );
    return 2;
  }
  const only = values.only.split(',');
  const replayed: Replayed[] = [];
  for (const name of readdirSync(folder).filter((entry) => only.some((part) => entry.includes(part)))) {
    const gitDir = path.join(folder, name, 'repo');
    if (!existsSync(path.join(gitDir, 'HEAD'))) continue;
    const left = { right: most, order: most, conflict: most, wrong: most };
    for await (const merge of casesOf(gitDir)) {
      const byLine = await mergeFile(merge.base, merge.left, merge.right, 'diff3');
      const git = judge(merge, byLine);
      left[git] -= 1;
      if (left.right <= 0 && left.conflict <= 0) break;
      if (left[git] < 0) continue;
      const file = await replay(merge, git, byLine);
      replayed.push(file);
      if (git !== 'right' || file.ours !== 'right') {
        process.stderr.write(`${git} → ${file.ours} (${file.cause})  ${name} ${merge.name}\n`);
      }
    }
  }
  process.stdout.write(describeMerges(replayed));
  return replayed.some(({ git, ours }) => git === 'right' && (ours === 'wrong' || ours === 'order')) ? 1 : 0;
}

interface Merged {
  readonly text: string;
  readonly conflicts: number;
}

async function replay(merge: Case, git: Outcome, byLine: Merged): Promise<Replayed> {
  const merged = await mergeSource(merge.base, merge.left, merge.right, merge.language);
  const conflicts = conflictsOf(byLine.text, merge.merged).map((conflict) => ({
    cause: conflict.cause,
    shape: conflict.shape,
    isLeft: isLeft(conflict, merged.text),
  }));
  const cause = causeOfFile(merge, conflicts);
  return { language: merge.language, git, ours: judge(merge, merged), cause, conflicts };
}

function judge({ merged }: Case, { text, conflicts }: Merged): Outcome {
  if (conflicts > 0) return 'conflict';
  if (squash(text) === squash(merged)) return 'right';
  return sortLines(text) === sortLines(merged) ? 'order' : 'wrong';
}

const sortLines = (text: string) => text.split('\n').map(squash).sort().join('\n').trim();
