import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '../../../src/adapters/postgres/connect.ts';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import { countSystem, countTexts } from '../../../src/agent/count-request.ts';
import type { Model, ModelRequest } from '../../../src/agent/model.ts';
import { reaches } from '../../../src/review/finding.ts';
import { reviewStatically } from '../../../src/tasks/review/review-statically.ts';
import { totalTokens } from '../../../src/text/usage.ts';
import { type Call, modelThat, textOf } from '../../fakes/model-that.ts';
import { createReviewer, type Reviewer } from '../../fakes/reviewer.ts';
import { findLargeChanges, type LargeChange } from './find-large-changes.ts';

/** Not enough for the whole of such a change, and for more than one look at it. */
const budgetTokens = 150_000;

/**
 * Reviews large changes within a budget that does not reach, with a model that goes on reading until it is stopped, and
 * says of each what was spent, in which order the files were shown and what is named as left out.
 */
export async function reviewLarge(folder: string): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'goat-bench-review-'));
  const database = await connect({ directory });
  const rows: string[] = [];
  try {
    await migrate(database);
    for (const large of await findLargeChanges(folder)) {
      rows.push(await reviewOne(large, createReviewer(database)));
      process.stderr.write(`${rows.at(-1)}\n`);
    }
  } finally {
    await database.close();
    await rm(directory, { recursive: true, force: true });
  }
  return rows.join('\n');
}

async function reviewOne(
  { name, gitDir, base, head, change, lines }: LargeChange,
  reviewer: Reviewer,
): Promise<string> {
  const asked: ModelRequest[] = [];
  let spent = 0;
  const model = greedy(
    change.files.map((file) => file.path),
    (request, tokens) => {
      asked.push(request);
      spent += tokens;
    },
  );
  const { kind } = await reviewer.review({
    ...{ gitDir, mergeBase: base, head, model, request: { trigger: 'opened', tokens: budgetTokens } },
  });
  const body = reviewer.reviews[0]?.body ?? '';
  const diff = /<diff-[\s\S]*<\/diff-/.exec(textOf(asked[0]?.messages ?? []))?.[0] ?? '';
  const shown = [...diff.matchAll(/^=== (\S+)/gm)].map(([, file = '']) => file);
  const read = [...body.matchAll(/^\| `([^`]+)`/gm)].map(([, file = '']) => file);
  const inOrder = shown.filter((file) => read.includes(file));
  const isInOrder = inOrder.join('\n') === read.filter((file) => inOrder.includes(file)).join('\n');
  const { findings } = await reviewStatically(change, null, null, '');
  const code = new Set(change.files.filter(({ isTest }) => !isTest).map((file) => file.path));
  const grave = new Set(
    findings.filter((each) => reaches(each.severity, 'major') && code.has(each.path)).map((each) => each.path),
  );
  const graveShown = [...grave].filter((file) => shown.includes(file)).length;
  const leftOut = namedIn(/^Not reviewed, because the budget did not reach: (.*)\.$/m.exec(body)?.[1] ?? '');
  return [
    `${name}: ${kind}, ${lines} lines in ${change.files.length} files`,
    `${spent} of ${budgetTokens} tokens`,
    `${shown.length} shown, ${leftOut} named as left out`,
    `${isInOrder ? 'riskiest first' : 'NOT in the order of risk'}`,
    `${graveShown} of ${grave.size} files of code with a grave fact shown`,
    `check ${reviewer.checks.at(-1)?.conclusion}`,
  ].join(', ');
}

/** Reads one changed file after the other, reports something in each, and never comes to an end; says what it is paid. */
function greedy(paths: readonly string[], paid: (request: ModelRequest, tokens: number) => void): Model {
  const scripted = modelThat((_, turn): Call[] => {
    const file = paths[turn % paths.length];
    const finding = { path: file, startLine: 1, endLine: 1, severity: 'minor', category: 'bug' };
    return [
      { name: 'read_file', input: { path: file } },
      { name: 'report_finding', input: { ...finding, title: 'It is wrong.', consequence: 'It fails.' } },
    ];
  });
  return {
    ...scripted,
    async generate(request, signal) {
      const reply = await scripted.generate(request, signal);
      const inputTokens = countSystem(request.system, request.tools) + countTexts(request.messages);
      const usage = { ...reply.usage, inputTokens, outputTokens: 300 };
      paid(request, totalTokens(usage));
      return { ...reply, usage };
    },
  };
}

/** How many files a list names, those that it only counts included. */
function namedIn(list: string): number {
  const more = Number(/ and (\d+) more$/.exec(list)?.[1] ?? 0);
  return (list.match(/`[^`]+`/g) ?? []).length + more;
}
