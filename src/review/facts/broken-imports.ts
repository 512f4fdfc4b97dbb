import type { BreakingImport } from '../../validation/imports/breaking-imports.ts';
import type { Finding } from '../finding.ts';
import type { ReviewedFile } from '../reviewed-file.ts';
import { shown } from './fact.ts';

const mostNamed = 3;

/** Imports that a change breaks: in its own files each where it stands, in others at what they import. */
export function brokenImports(broken: readonly BreakingImport[], files: readonly ReviewedFile[]): Finding[] {
  const own = broken.flatMap((one) => {
    const file = files.find(({ path }) => path === one.path);
    return file === undefined ? [] : [ofOwn(one, file)];
  });
  const reviewed = new Set(files.map(({ path }) => path));
  const groups = new Map<string, BreakingImport[]>();
  for (const one of broken.filter(({ path }) => !reviewed.has(path))) {
    const key = JSON.stringify([one.target, one.name]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...own, ...[...groups.values()].flatMap((group) => ofOthers(group, files))];
}

function ofOwn({ specifier, name, line, path, target }: BreakingImport, file: ReviewedFile): Finding {
  return {
    ...{ rule: 'broken import', category: 'bug', severity: 'major', path },
    lines: { start: line, end: line },
    ...{ removed: null, symbol: '', suggestion: null },
    title:
      name === null
        ? `The import of ${shown(specifier)} leads to no file.`
        : `${shown(name)} cannot be imported from ${shown(target ?? specifier)}: nothing there has that name for others.`,
    consequence: 'This file fails as soon as it is loaded or compiled.',
    quote: file.after?.split('\n')[line - 1] ?? specifier,
  };
}

function ofOthers(group: readonly BreakingImport[], files: readonly ReviewedFile[]): Finding[] {
  const [first] = group;
  const file = files.find(({ path, previousPath }) => path === first?.target || previousPath === first?.target);
  if (first === undefined || first.target === null || file === undefined) return [];
  const places = group.map(({ path, line }) => `\`${path}:${line}\``);
  const more = places.length > mostNamed ? ` and ${places.length - mostNamed} more` : '';
  const what =
    first.name !== null
      ? `\`${first.name}\` can no longer be imported from here`
      : `\`${first.target}\` is ${file.after === null ? 'gone' : `now \`${file.path}\``}`;
  return [
    {
      ...{ rule: 'broken import', category: 'API break', severity: 'major', path: file.path },
      lines: { start: 1, end: 1 },
      removed: file.after === null ? { start: 1, end: 1 } : null,
      ...{ symbol: first.name ?? '', suggestion: null },
      title: `${what}, but it is still imported in ${places.slice(0, mostNamed).join(', ')}${more}.`,
      consequence: 'Those files fail as soon as they are loaded or compiled.',
      quote: first.name ?? first.target,
    },
  ];
}
