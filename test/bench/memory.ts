import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import type { Pattern } from '../../src/memory/pattern.ts';
import { relevanceOf } from '../../src/memory/relevance.ts';
import { distinctWords, textOfPattern } from '../../src/memory/text-of-pattern.ts';
import { isTestPath } from '../../src/text/test-path.ts';
import { fixContent } from '../memory/patterns.ts';
import { describeMachine } from './machine.ts';

const task = z.object({ repo: z.string(), problem_statement: z.string(), patch_files: z.array(z.string()) });
type Task = z.output<typeof task>;

const limits = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4];
const mostRecalled = 3;

/**
 * `npm run bench -- memory SET`: what least relevance costs and brings. Each task of the set (a line of JSON each, as
 * for `localize`) is asked for in a memory of all others of its repository; one whose fix changed a same file counts as
 * related, which is what a set without duplicates has.
 */
export async function memory([set]: readonly string[]): Promise<number> {
  if (set === undefined) {
    process.stderr.write('Name the set: npm run bench -- memory SET.\n');
    return 2;
  }
  const lines = (await readFile(set, 'utf8')).split('\n').filter((line) => line !== '');
  const tasks = lines.map((line) => task.parse(JSON.parse(line)));
  const queries = (await Promise.all(tasks.map((one) => recall(one, tasks)))).filter(({ length }) => length > 0);
  const withRelated = queries.filter((ranked) => ranked.some(({ isRelated }) => isRelated)).length;
  process.stdout.write(`${describeMachine()}\n${queries.length} tasks, ${withRelated} of them with a related one\n`);
  process.stdout.write(
    'least relevance | tasks with advice | advice | of it related | related found among the first 3\n',
  );
  for (const limit of limits) {
    const shown = queries.map((ranked) => ranked.filter(({ relevance }) => relevance >= limit).slice(0, mostRecalled));
    const advice = shown.flat();
    const related = advice.filter(({ isRelated }) => isRelated).length;
    const found = shown.filter((ranked) => ranked.some(({ isRelated }) => isRelated)).length;
    const share = advice.length === 0 ? 0 : related / advice.length;
    const numbers = [shown.filter(({ length }) => length > 0).length, advice.length, share.toFixed(2), found];
    process.stdout.write(`${limit.toFixed(2)} | ${numbers.join(' | ')}\n`);
  }
  return 0;
}

async function recall(asked: Task, tasks: readonly Task[]) {
  const others = tasks.filter((other) => other !== asked && other.repo === asked.repo);
  const contents = others.map(({ problem_statement: text, patch_files: files }) => {
    const [title = '', ...body] = text.split('\n');
    const issue = { number: 1, title, body: body.join('\n').slice(0, 4_000) };
    return fixContent({ issue, files, symbols: [], failingTests: [] });
  });
  const texts = contents.map(textOfPattern);
  const [own = new Float32Array(), ...vectors] = await builtInEmbedder.embed([asked.problem_statement, ...texts]);
  const found = contents.map((content, id) => ({
    pattern: { ...blank, id, content },
    words: distinctWords(texts[id] ?? ''),
    similarity: own.reduce((sum, value, place) => sum + value * (vectors[id]?.[place] ?? 0), 0),
  }));
  const code = asked.patch_files.filter((path) => !isTestPath(path));
  return relevanceOf(distinctWords(asked.problem_statement), found)
    .map(({ found: { pattern }, relevance }) => ({
      relevance,
      isRelated: others[pattern.id]?.patch_files.some((path) => code.includes(path)) === true,
    }))
    .sort((left, right) => right.relevance - left.relevance);
}

const blank: Omit<Pattern, 'id' | 'content'> = {
  repository: 'bench',
  kind: 'fix',
  taskId: null,
  pullNumber: null,
  confidence: 1,
  origin: null,
};
