import { type ParseError, parse as parseJson } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { offThread } from '../../threads/off-thread.ts';
import { isThreadEnded } from '../../threads/thread-ended.ts';
import type { SettingsFile } from './settings/settings-file.ts';

const parsesInThread = offThread(import.meta.url, parseSettingsIn);

/** Keys beyond are one value; so is what lies deeper. */
const mostKeys = 20_000;
const deepest = 12;

/**
 * The values of a settings file, each under its key with dots between the parts. Undefined where it cannot be read, so
 * that it is compared by its lines.
 */
export async function parseSettings(
  format: SettingsFile['format'],
  text: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const entries = await parsesInThread([format, text]);
    return entries && new Map(entries);
  } catch (error) {
    if (isThreadEnded(error)) return undefined;
    throw error;
  }
}

/** The same in this thread. */
export function parseSettingsIn(format: SettingsFile['format'], text: string): [string, string][] | undefined {
  const read = {
    json: readJson,
    toml: readToml,
    yaml: readYaml,
    ini: readIni,
    code: undefined,
    lines: undefined,
    blocks: undefined,
  }[format];
  const value = read?.(text);
  if (value === undefined) return undefined;
  const entries: [string, string][] = [];
  flatten('', value, 0, entries);
  return entries;
}

function readJson(text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parseJson(text, errors, { allowTrailingComma: true });
  return errors.length === 0 ? value : undefined;
}

function readToml(text: string): unknown {
  return orUndefined(() => parseToml(text));
}

function readYaml(text: string): unknown {
  return orUndefined(() => parseYaml(text, { maxAliasCount: 100, logLevel: 'error' }) ?? {});
}

function orUndefined(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && !(error instanceof RangeError)) return undefined;
    throw error;
  }
}

/** Sections, keys, and lines that go on with white space. A null prototype, since names are others'. */
function readIni(text: string): unknown {
  const sections: Record<string, Record<string, string>> = Object.create(null);
  let section = '';
  let key = '';
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const title = /^\[([^\]]*)\]/.exec(line)?.[1];
    const values: Record<string, string> = sections[section] ?? Object.create(null);
    sections[section] = values;
    const at = line.search(/[=:]/);
    if (title !== undefined) {
      section = title;
      key = '';
    } else if (/^\s/.test(line) && key !== '') values[key] = `${values[key]}\n${line.trim()}`;
    else {
      key = (at === -1 ? line : line.slice(0, at)).trim();
      values[key] = at === -1 ? '' : line.slice(at + 1).trim();
    }
  }
  return sections;
}

function flatten(key: string, value: unknown, depth: number, into: [string, string][]): void {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
  if (!isObject || depth >= deepest || into.length >= mostKeys) {
    if (key !== '' || !isObject) into.push([key, JSON.stringify(value) ?? '']);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    flatten(key === '' ? name : `${key}.${name}`, inner, depth + 1, into);
  }
}
