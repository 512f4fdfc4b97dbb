import { structuredPatch } from 'diff';
import { type FileSymbol, listSymbols } from '../../../../src/indexing/list-symbols.ts';
import type { Edit } from '../../../../src/patching/edits/edit.ts';
import { unifiedDiff } from '../../../../src/patching/minimal-diff.ts';
import { mergeFile } from '../../../../src/workspace/merge-file.ts';
import { elide } from './elide.ts';
import type { SampledChange } from './sample-changes.ts';

/** A change given back in one form, and what must come of it. */
export interface FormCase {
  readonly form: Form;
  /** What it is made to. */
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly truth: string;
  /** The same for the baselines: texts to replace, or a diff. */
  readonly replacements?: readonly { readonly search: string; readonly replace: string }[];
  readonly diff?: string;
}

export const forms = [
  'exact',
  're-indented',
  'diff',
  'begin patch',
  'stale text',
  'stale diff',
  'whole function',
  'function at column 0',
  'elided function',
  'whole class',
  'whole file',
  'elided file',
] as const;
export type Form = (typeof forms)[number];

/** The change in every form that it can be given in. */
export async function formsOf(change: SampledChange): Promise<FormCase[]> {
  const { path, before, after, older } = change;
  const cases: FormCase[] = [];
  const hunks = hunksOf(path, before, after);
  const replacements = hunks.map(({ search, replace }) => ({ search, replace }));
  const texts = (shift: (text: string) => string): Edit[] =>
    hunks.map(({ search, replace }) => ({
      type: 'replace_text',
      path,
      search: shift(search),
      replace: shift(replace),
    }));
  const plain = before.endsWith('\n') && after.endsWith('\n');
  const buffers = { before: Buffer.from(before), after: Buffer.from(after) };
  const diff = unifiedDiff([{ path, mode: '100644', ...buffers }]);
  if (plain) {
    cases.push({ form: 'exact', text: before, edits: texts((text) => text), truth: after, replacements });
    const deeper = (text: string) => text.replace(/^(?=.*\S)/gm, before.includes('\n\t') ? '\t' : '  ');
    const shifted = hunks.map(({ search, replace }) => ({ search: deeper(search), replace: deeper(replace) }));
    cases.push({ form: 're-indented', text: before, edits: texts(deeper), truth: after, replacements: shifted });
    cases.push({
      form: 'begin patch',
      text: before,
      edits: [{ type: 'begin_patch', patch: beginPatch(change) }],
      truth: after,
    });
  }
  cases.push({ form: 'diff', text: before, edits: [{ type: 'unified_diff', diff }], truth: after, diff });
  if (older !== null) {
    const merged = await mergeFile(before, after, older);
    if (merged.conflicts === 0 && merged.text !== older && plain && older.endsWith('\n')) {
      const { text: truth } = merged;
      cases.push({ form: 'stale text', text: older, edits: texts((text) => text), truth, replacements });
      cases.push({ form: 'stale diff', text: older, edits: [{ type: 'unified_diff', diff }], truth, diff });
    }
  }
  cases.push(...(await symbolForms(change)));
  const edit = (content: string): Edit[] => [{ type: 'write_file', path, content }];
  cases.push({ form: 'whole file', text: before, edits: edit(after), truth: after });
  const elided = elide(change.language, before, after);
  if (elided !== undefined) cases.push({ form: 'elided file', text: before, edits: edit(elided), truth: after });
  return cases;
}

function hunksOf(path: string, before: string, after: string): { search: string; replace: string }[] {
  const { hunks } = structuredPatch(
    path,
    path,
    before.replaceAll('\r\n', '\n'),
    after.replaceAll('\r\n', '\n'),
    '',
    '',
    { context: 3 },
  );
  return hunks.map(({ lines }) => {
    const side = (mark: string) =>
      lines
        .filter((line) => line[0] === ' ' || line[0] === mark)
        .map((line) => `${line.slice(1)}\n`)
        .join('');
    return { search: side('-'), replace: side('+') };
  });
}

function beginPatch({ path, before, after }: SampledChange): string {
  const { hunks } = structuredPatch(path, path, before, after, '', '', { context: 3 });
  const shown = hunks.flatMap(({ lines }) => ['@@', ...lines]);
  return ['*** Begin Patch', `*** Update File: ${path}`, ...shown, '*** End Patch'].join('\n');
}

const wholes: ReadonlySet<string> = new Set(['class', 'interface']);
const parts: ReadonlySet<string> = new Set(['function', 'method']);

/** The change of one definition, as far as it is in it alone. */
async function symbolForms(change: SampledChange): Promise<FormCase[]> {
  const { path } = change;
  const [before, after] = [change.before, change.after].map((text) => text.replaceAll('\r\n', '\n'));
  if (before === undefined || after === undefined) return [];
  const [old, now] = [await listSymbols(path, before), await listSymbols(path, after)];
  const cases: FormCase[] = [];
  const known = new Set<string>();
  for (const symbol of old ?? []) {
    const other = onlyOne(now, symbol.name);
    if (!other || !onlyOne(old, symbol.name) || (!wholes.has(symbol.kind) && !parts.has(symbol.kind))) continue;
    const given = after.slice(other.start, other.end);
    const own = before.slice(symbol.start, symbol.end);
    const isWhole = wholes.has(symbol.kind);
    if (given === own || given.split('\n').length < 3 || known.has(isWhole ? 'class' : 'function')) continue;
    // A class that leaves a member out keeps it, by rule.
    if (isWhole && membersOf(old, symbol).some((name) => !membersOf(now, other).includes(name))) continue;
    known.add(isWhole ? 'class' : 'function');
    const truth = before.slice(0, symbol.start) + given + before.slice(symbol.end);
    const indent = after.slice(after.lastIndexOf('\n', other.start - 1) + 1, other.start);
    const content = indent.trim() === '' ? indent + given : given;
    const edit = (text: string): Edit[] => [{ type: 'replace_symbol', path, symbol: symbol.name, content: text }];
    cases.push({ form: isWhole ? 'whole class' : 'whole function', text: before, edits: edit(content), truth });
    if (isWhole) continue;
    if (indent.trim() === '' && indent !== '') {
      const outer = content.split('\n').map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
      cases.push({ form: 'function at column 0', text: before, edits: edit(outer.join('\n')), truth });
    }
    const elided = elide(change.language, own, given, 1);
    if (elided !== undefined) {
      const text = indent.trim() === '' ? indent + elided : elided;
      cases.push({ form: 'elided function', text: before, edits: edit(text), truth });
    }
  }
  return cases;
}

function onlyOne(symbols: readonly FileSymbol[] | undefined, name: string): FileSymbol | undefined {
  const found = (symbols ?? []).filter((symbol) => symbol.name === name);
  return found.length === 1 ? found[0] : undefined;
}

function membersOf(symbols: readonly FileSymbol[] | undefined, owner: FileSymbol): string[] {
  return (symbols ?? []).filter(({ name }) => name.startsWith(`${owner.name}.`)).map(({ name }) => name);
}
