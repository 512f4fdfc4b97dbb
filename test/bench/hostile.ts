import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { inParallel } from '../../src/indexing/in-parallel.ts';
import { indexGroup } from '../../src/indexing/index-group.ts';
import { languagesWithRules } from '../../src/indexing/languages/languages.ts';
import { extensionsOf, languageNames } from '../../src/syntax/language.ts';
import { describeMachine } from './machine.ts';

const usageText = `npm run bench -- hostile [--language NAME]… [--top N]
  --language NAME  only these; all where not given
  --top N          how many of the slowest are shown, 20 where not given
`;

const characters = 262_144;

/** Every printable character of ASCII, line ends and tabs, and what is often repeated in files that are not code. */
const units: readonly string[] = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  ...['\n', '\t', '\r\n', 'é', '日'],
  ...'() [] {} <> (( )) [[ ]] {{ }} << >> "" \'\' `` // /* */ -- ## :: -> => <- == ++ ** && || ?? .. ,, ;; ~~ <! <? <% %> ${ #{ \\"'.split(
    ' ',
  ),
  ...[
    'a ',
    'a.',
    'a,',
    'a(',
    'a)',
    'a[',
    'a{',
    'a=',
    'a:',
    'a;',
    'a<',
    'a+',
    'a"',
    "a'",
    'a\n',
    '(a',
    '"a',
    '@a',
    '$a',
  ],
  ...['#a', '<a', ' \n', '\n\n', '\n ', '\n-', '-\n', '{\n', '(\n', '"\n', ':\n', '1.', '1,', '0x', '\\n', '\\\n'],
];

interface Case {
  readonly language: string;
  readonly unit: string;
}

interface Timed extends Case {
  readonly seconds: number;
  readonly unparsed: boolean;
}

/**
 * Indexes files of 262,144 characters that are one or two characters again and again, in every language, and prints the
 * slowest, with how much more they take than half of them: 2 is linear. What a parser does not come through is given up
 * by the limits that an index has, and kept as text.
 */
export async function hostile(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { language: { type: 'string', multiple: true }, top: { type: 'string', default: '20' } },
  });
  const all = [...languagesWithRules, 'markdown', 'text'];
  const chosen = values.language ?? all;
  const top = Number(values.top);
  if (chosen.some((language) => !languageNames.includes(language)) || !Number.isInteger(top)) {
    process.stderr.write(usageText);
    return 2;
  }
  const timed = await timeAll(chosen.flatMap((language) => units.map((unit) => ({ language, unit }))));
  const slowest = timed.sort((left, right) => right.seconds - left.seconds).slice(0, top);
  const given = timed.filter(({ unparsed }) => unparsed);
  const lines = [
    `${timed.length} files of ${characters} characters in ${chosen.length} languages; ${given.length} kept as text: ${countBy(given)}`,
    '',
    '| language | repeated | seconds | times half of it | kept as text |',
    '|---|---|---|---|---|',
  ];
  for (const one of slowest) {
    const half = await time(one, characters / 2);
    const times = (one.seconds / half.seconds).toFixed(1);
    const shown = JSON.stringify(one.unit).replaceAll('|', '\\|');
    lines.push(`| ${one.language} | ${shown} | ${one.seconds.toFixed(2)} | ${times} | ${one.unparsed ? 'yes' : ''} |`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n${describeMachine()}\n`);
  return 0;
}

async function timeAll(cases: readonly Case[]): Promise<Timed[]> {
  const timed: Timed[] = [];
  let language = '';
  for await (const one of inParallel(each(cases), (item) => time(item, characters), availableParallelism())) {
    timed.push(one);
    if (one.language !== language) process.stderr.write(`${timed.length} of ${cases.length}: ${one.language}\n`);
    language = one.language;
  }
  return timed;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** As an index does it, the second try and the limits of time and memory included. */
async function time({ language, unit }: Case, length: number): Promise<Timed> {
  const content = Buffer.from(unit.repeat(Math.ceil(length / unit.length)).slice(0, length));
  const path = `hostile.${extensionsOf(language)[0] ?? 'txt'}`;
  const start = performance.now();
  const [indexed] = await indexGroup([{ path, content, wanted: true }]);
  const seconds = (performance.now() - start) / 1_000;
  return { language, unit, seconds, unparsed: indexed?.unparsed === true };
}

function countBy(timed: readonly Timed[]): string {
  const counts = new Map<string, number>();
  for (const { language } of timed) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].map(([language, count]) => `${language} ${count}`).join(', ') || 'none';
}
