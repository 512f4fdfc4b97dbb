import { finding } from './finding.ts';
import { parseSettings } from './parse-settings.ts';
import type { SettingsFile } from './settings/settings-file.ts';
import { settingsFiles } from './settings/settings-files.ts';
import type { Tampering } from './tampering.ts';
import { without } from './without.ts';

interface Change {
  readonly before: string[];
  readonly after: string[];
  /** Nothing told what of the file counts. */
  readonly isWhole?: true;
}

/**
 * What changes of CI, of coverage, and of the settings of linters and test runners. JSON, TOML, YAML and INI are compared
 * by their values: comments, order and form do not matter, nor do keys that settle something else. A value that only
 * becomes stricter is no finding.
 */
export async function compareSettings(path: string, before: string | null, after: string | null): Promise<Tampering[]> {
  const found: Tampering[] = [];
  for (const file of settingsFiles) {
    if (!file.path.test(path) || found.some(({ kind }) => kind === file.kind)) continue;
    const change = await changeOf(file, before ?? '', after ?? '');
    if (change.isWhole && found.length > 0) continue;
    if (change.before.length + change.after.length === 0) continue;
    // A file of settings that is new adds checks, unless it leaves some out; a workflow that is new runs where none ran.
    const isNew = before === null && file.kind !== 'CI changed' && file.counts === undefined;
    if (isNew && !(file.kind === 'test settings changed' && change.after.some((line) => leavesOut.test(line))))
      continue;
    const side = after === null ? 'before' : 'after';
    const shown = (side === 'after' ? change.after[0] : undefined) ?? change.before[0] ?? '';
    const line = lineOf(side === 'after' ? (after ?? '') : (before ?? ''), shown);
    const message = `${subject[file.kind] ?? 'Settings'} would ${after === null ? 'go away' : 'change'} in this file.`;
    const lines = { before: change.before.join('\n'), after: change.after.join('\n') };
    found.push(finding({ path, line, side, kind: file.kind, message, ...lines, blocking: true }));
  }
  return found;
}

/** Settings under which a test runner takes fewer tests, or other code, or fails less. */
const leavesOut =
  /\b(?:exclude\w*|passWithNoTests|retry|retries|dangerouslyIgnore\w*|\w*IgnorePatterns|testIgnore|grep|invert|deselect|alias|moduleNameMapper)\b/i;

const subject: Partial<Record<SettingsFile['kind'], string>> = {
  'CI changed': 'What CI runs',
  'coverage settings changed': 'What coverage is asked for',
  'lint settings changed': 'What linters and type checks find',
  'test settings changed': 'Which tests run, or how,',
};

async function changeOf(file: SettingsFile, before: string, after: string): Promise<Change> {
  if (file.format !== 'lines' && file.format !== 'code' && file.format !== 'blocks') {
    const [old, now] = [await parseSettings(file.format, before), await parseSettings(file.format, after)];
    if (old && now) return changedKeys(file, old, now);
    // What does not parse is compared as it stands, all of it.
    return { ...changedLines(before, after, undefined), isWhole: true };
  }
  const count = (text: string) => (file.format === 'blocks' ? countingBlocks(text, file.counts) : text);
  const changed = changedLines(count(before), count(after), file.format === 'blocks' ? undefined : file.counts);
  const isHarmlessChange =
    (file.grows && changed.before.length === 0) || (file.kind === 'coverage settings changed' && onlyRises(changed));
  return isHarmlessChange ? { before: [], after: [] } : changed;
}

/** Whether the same lines ask for more than before. */
function onlyRises({ before, after }: Change): boolean {
  const numbers = /\d+(?:\.\d+)?/g;
  const parts = (lines: readonly string[]) => ({
    words: lines.join('\n').replaceAll(numbers, '#'),
    values: [...lines.join('\n').matchAll(numbers)].map(([value]) => Number(value)),
  });
  const [old, now] = [parts(before), parts(after)];
  return (
    old.values.length > 0 &&
    old.words === now.words &&
    now.values.every((value, index) => value >= (old.values[index] ?? 0))
  );
}

/** The lines that count, each with the indented ones below it. */
function countingBlocks(text: string, counts: RegExp | undefined): string {
  let isCounting = false;
  return text
    .split('\n')
    .filter((line) => {
      if (/^\S/.test(line)) isCounting = counts?.test(line) ?? true;
      return isCounting || (counts?.test(line) ?? true);
    })
    .join('\n');
}

function changedKeys(
  { counts }: SettingsFile,
  old: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): Change {
  const keys = [...new Set([...old.keys(), ...now.keys()])].filter(
    (key) =>
      (counts?.test(key) ?? true) && old.get(key) !== now.get(key) && !isHarmless(key, old.get(key), now.get(key)),
  );
  const show = (values: ReadonlyMap<string, string>) =>
    keys.flatMap((key) => (values.has(key) ? [`${key}: ${values.get(key)}`] : []));
  return { before: show(old), after: show(now) };
}

/** Of hooks of pre-commit: what is fetched in which version settles no check. */
function withoutRevisions(value: string | undefined): string | undefined {
  return value?.replaceAll(/"rev":"[^"]*",?|"additional_dependencies":\[[^\]]*\],?/g, '');
}

/** A threshold that rises, a strict option that is turned on, or a script that is new and belongs to no other. */
function isHarmless(key: string, was: string | undefined, is: string | undefined): boolean {
  if (/^repos$/.test(key)) return withoutRevisions(was) === withoutRevisions(is);
  if (/^scripts\./.test(key)) return was === undefined && !/^scripts\.(?:pre|post)/.test(key);
  if (/thresholds?\b|fail_under|\.target$|check-coverage/i.test(key)) {
    const number = (value: string | undefined) => Number.parseFloat((value ?? '0').replace(/^"/, ''));
    return is !== undefined && number(is) > number(was);
  }
  return /(?:^|\.)(?:strict\w*|no(?:Implicit|Unused|Unchecked|Fallthrough|PropertyAccess)\w*|exactOptionalPropertyTypes)$/.test(
    key,
  )
    ? is === 'true'
    : false;
}

/** Comments on their own lines and white space are left out. */
function changedLines(before: string, after: string, counts: RegExp | undefined): Change {
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !/^(?:\/\/|#|\/?\*|<!--)/.test(line) && (counts?.test(line) ?? true));
  const [old, now] = [lines(before), lines(after)];
  const key = (line: string) => line.replaceAll(/\s+/g, '').replace(/[,;]$/, '').replaceAll("'", '"');
  return { before: without(old, now.map(key), key), after: without(now, old.map(key), key) };
}

function lineOf(text: string, shown: string): number {
  const lines = text.split('\n');
  const name = /^([^:]*): /.exec(shown)?.[1]?.split('.').at(-1);
  const at = lines.findIndex((line) => line.trim() === shown || (name !== undefined && line.includes(name)));
  return Math.max(1, at + 1);
}
