import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { listSymbols } from '../../../src/indexing/list-symbols.ts';
import { type EditableFiles, planPatch } from '../../../src/patching/plan-patch.ts';
import { describeMachine } from '../machine.ts';
import { type Form, type FormCase, forms, formsOf } from './edits/forms.ts';
import { sampleChanges } from './edits/sample-changes.ts';

type Outcome = 'right' | 'refused' | 'wrong';
type Tally = Record<Outcome, number>;

const usage =
  'npm run bench -- patch FOLDER [--set NAME] [--each N] [--minutes N] [--show], where FOLDER holds bare repositories as owner+name/repo.\n';

interface Counted {
  readonly ours: Tally;
  readonly baseline: Tally;
  /** Right to the byte; the others differ in form only. */
  exact: number;
  churn: number;
}

/**
 * Gives real changes back in every form that a model could, and looks what comes of them: the true result (in the whole
 * forms, white space, quotes, trailing commas and the order of imports aside), a refusal, or something else, which is
 * wrong. The baseline of texts replaces the first place; that of diffs is GNU patch.
 */
export async function edits(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      set: { type: 'string', default: '' },
      each: { type: 'string', default: '12' },
      minutes: { type: 'string', default: '3' },
      show: { type: 'boolean', default: false },
    },
  });
  const [folder] = positionals;
  if (folder === undefined || !existsSync(folder)) {
    process.stderr.write(usage);
    return 2;
  }
  const started = performance.now();
  const limit = Number(values.minutes) * 60_000;
  const tallies = new Map<string, Counted>();
  const scratch = await mkdtemp(path.join(tmpdir(), 'goat-bench-'));
  let isCut = false;
  try {
    for await (const change of sampleChanges(folder, values.set, Number(values.each))) {
      if (performance.now() - started > limit) {
        isCut = true;
        break;
      }
      for (const each of await formsOf(change)) {
        const { result, churn, reason } = await applyOurs(change.path, each);
        const outcome = judge(each, result);
        const base = await applyBaseline(change.path, each, scratch);
        for (const key of [`${each.form}\0all`, `${each.form}\0${change.language}`]) {
          const counted = tallies.get(key) ?? { ours: none(), baseline: none(), exact: 0, churn: 0 };
          tallies.set(key, counted);
          counted.ours[outcome] += 1;
          if (result === each.truth) counted.exact += 1;
          if (base !== undefined) counted.baseline[base === null ? 'refused' : judge(each, base)] += 1;
          if (each.form.startsWith('whole')) counted.churn += churn;
        }
        if (outcome === 'wrong' || (values.show && outcome === 'refused')) {
          process.stderr.write(`${outcome}  ${each.form}  ${change.name}  ${reason}\n`);
        }
      }
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  process.stdout.write(describe(tallies));
  process.stdout.write(`${describeMachine()}${isCut ? `; stopped after ${values.minutes} minutes` : ''}\n`);
  return [...tallies.values()].some(({ ours }) => ours.wrong > 0) ? 1 : 0;
}

const none = (): Tally => ({ right: 0, refused: 0, wrong: 0 });

async function applyOurs(file: string, { text, edits: list }: FormCase) {
  const content = Buffer.from(text);
  const files: EditableFiles = {
    read: async (asked) => (asked === file ? { content, mode: '100644' } : undefined),
    whyMissing: () => 'There is no such file.',
    whyNotEditable: async () => undefined,
    whyNotCreatable: async () => undefined,
  };
  const plan = await planPatch(files, list, listSymbols);
  if (plan.kind === 'refused') return { result: null, churn: 0, reason: plan.refusals[0]?.reason.split('\n')[0] ?? '' };
  const [planned] = plan.files;
  return { result: planned?.after?.toString() ?? '', churn: planned?.churn ?? 0, reason: '' };
}

/** Whole forms may differ from the truth in form. */
function judge({ form, truth, text }: FormCase, result: string | null): Outcome {
  const isWhole = /whole|function|file/.test(form);
  if (result === null) return isWhole && inForm(text) === inForm(truth) ? 'right' : 'refused';
  if (result === truth) return 'right';
  return isWhole && inForm(result) === inForm(truth) ? 'right' : 'wrong';
}

/** A text without white space, quotes and trailing commas, its imports in the order of the alphabet. */
function inForm(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const isImport = (line: string) => /^(?:import|from|use|using|#include|require|export \{)\b/.test(line);
  return [...lines.filter((line) => !isImport(line)), ...lines.filter(isImport).sort()]
    .join('')
    .replace(/\s+/g, '')
    .replace(/['"]/g, '"')
    .replace(/,(?=[)\]}])/g, '');
}

/** Undefined where a form has no baseline; null where it refuses. */
async function applyBaseline(file: string, each: FormCase, scratch: string): Promise<string | null | undefined> {
  if (each.replacements) {
    let { text } = each;
    for (const { search, replace } of each.replacements) {
      const at = text.indexOf(search);
      if (at === -1) return null;
      text = text.slice(0, at) + replace + text.slice(at + search.length);
    }
    return text;
  }
  if (each.diff === undefined) return undefined;
  const target = path.join(scratch, path.basename(file));
  await writeFile(target, each.text);
  const renamed = each.diff
    .replaceAll(`a/${file}`, `a/${path.basename(file)}`)
    .replaceAll(`b/${file}`, `b/${path.basename(file)}`);
  const options = {
    cwd: scratch,
    input: renamed,
    reject: false,
    env: { GIT_DIR: '/dev/null/none', GIT_CEILING_DIRECTORIES: scratch },
  };
  const { exitCode } = await execa(
    'patch',
    ['-p1', '--quiet', '--batch', '--no-backup-if-mismatch', '-r', '-'],
    options,
  );
  return exitCode === 0 ? readFile(target, 'utf8') : null;
}

function describe(tallies: ReadonlyMap<string, Counted>): string {
  const row = (form: Form, language: string, { ours, baseline, exact, churn }: Counted) => {
    const whole = form.startsWith('whole') ? churn : '';
    const base = baseline.right + baseline.refused + baseline.wrong > 0;
    const figures = [ours.right, exact, ours.refused, ours.wrong, whole];
    return `| ${[form, language, ...figures, ...(base ? Object.values(baseline) : ['', '', ''])].join(' | ')} |\n`;
  };
  const languages = [...new Set([...tallies.keys()].map((key) => key.split('\0')[1] ?? ''))].sort();
  const rows = forms.flatMap((form) =>
    ['all', ...languages.filter((name) => name !== 'all')].flatMap((language) => {
      const counted = tallies.get(`${form}\0${language}`);
      return counted ? [row(form, language, counted)] : [];
    }),
  );
  return (
    '| form | language | right | to the byte | refused | **wrong** | churn | baseline: right | refused | wrong |\n' +
    `|---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n${rows.join('')}`
  );
}
