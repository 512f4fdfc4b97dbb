import type { Tampering } from '../../validation/tamper-gate/tampering.ts';
import type { Finding } from '../finding.ts';

/** What is worth a word where a person changes tests; new values and new data are what a change of behaviour needs. */
const kinds: ReadonlySet<Tampering['kind']> = new Set([
  'test file deleted',
  'test deleted',
  'test skipped',
  'other tests hidden',
  'test emptied',
  'fewer assertions',
  'weaker assertion',
  'swallowed assertion',
  'conditional assertion',
  'wider tolerance',
  'check suppressed',
]);

/** More than so many of a kind in one file are said together. */
const mostAlone = 2;
const mostNamed = 10;

/** What the rules of the tamper gate say of tests and checks, as findings: here nothing is blocked by it. */
export function weakenedTests(tampering: readonly Tampering[]): Finding[] {
  const alike = new Map<string, Tampering[]>();
  for (const each of tampering) {
    if (!kinds.has(each.kind)) continue;
    const key = JSON.stringify([each.path, each.kind]);
    alike.set(key, [...(alike.get(key) ?? []), each]);
  }
  return [...alike.values()].flatMap((all) => (all.length > mostAlone ? together(all) : all.map(weakenedTest)));
}

/** The first one's place, and the names of all. */
function together(all: readonly Tampering[]): Finding[] {
  const [first, ...others] = all.map(weakenedTest);
  if (first === undefined) return [];
  const names = others.slice(0, mostNamed).flatMap(({ symbol }) => (symbol === '' ? [] : [`\`${symbol}\``]));
  const listed = names.length === 0 ? '' : `: ${names.join(', ')}${others.length > names.length ? ', …' : ''}`;
  return [
    {
      ...first,
      title: `${first.title} Likewise ${others.length} more in this file${listed}.`,
      quote: [first, ...others].map(({ quote }) => quote).join('\n'),
    },
  ];
}

function weakenedTest({ path, line, side, kind, test, message, before, after }: Tampering): Finding {
  const place = { start: line, end: line };
  return {
    rule: `tests: ${kind}`,
    category: 'test gap',
    severity: 'minor',
    path,
    lines: place,
    removed: side === 'before' ? place : null,
    symbol: test ?? '',
    title:
      test === undefined
        ? message
        : message.replace(/^This (test|function)\b/, `The $1 \`${test.replaceAll('`', "'")}\``),
    consequence: 'What it would have caught is no longer caught.',
    suggestion: null,
    quote: side === 'before' ? before : after,
  };
}
