import { isProsePath } from '../text/prose-path.ts';
import { isTestPath } from '../text/test-path.ts';
import { wordsOf } from '../text/words.ts';
import { areaRules } from './risk/area-rules.ts';
import { manyLinesGone, sizeLimits } from './risk/limits.ts';
import type { RiskArea, RiskFinding, RiskLevel, RiskReport, RiskyFile, riskAreas } from './risk/risk.ts';

/** What the repository says of areas: a level that counts instead of the rule's own. */
export type RiskLevels = Readonly<Partial<Record<(typeof riskAreas)[number], RiskLevel | undefined>>>;

const order: Readonly<Record<RiskLevel, number>> = { low: 0, medium: 1, high: 2 };
const mostFindings = 40;
/** Source that a test would import. */
const code =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|go|rs|java|kt|kts|scala|cs|fs|php|swift|c|cc|cpp|cxx|h|hpp|m|mm|ex|exs|dart|lua|zig|hs|ml|r|jl)$/i;

/**
 * How risky a plan or a patch is, by its paths, names and lines alone: the same change always gets the same answer. Tests
 * count only for size: what weakens them is the tamper gate's matter.
 */
export function assessRisk(files: readonly RiskyFile[], levels: RiskLevels = {}): RiskReport {
  const sources = files.filter(({ path }) => !isTestPath(path));
  const hasTests = files.some(({ path, change }) => isTestPath(path) && change !== 'delete');
  const found = [...sources.flatMap((file) => ofFile(file, hasTests)), ...ofSize(files)]
    .map((finding) => ({ ...finding, level: levelOf(finding, levels) }))
    .sort((a, b) => order[b.level] - order[a.level]);
  return { level: found[0]?.level ?? 'low', findings: found.slice(0, mostFindings) };
}

/** Whether the second holds a high risk that the first did not show. */
export function isRiskier(shown: RiskReport, now: RiskReport): boolean {
  const keys = new Set(shown.findings.map(keyOf));
  return now.level === 'high' && now.findings.some((one) => one.level === 'high' && !keys.has(keyOf(one)));
}

const keyOf = ({ area, level, path }: RiskFinding) => JSON.stringify([area, level, path]);

function levelOf({ area, level }: RiskFinding, levels: RiskLevels): RiskLevel {
  return area === 'paths' ? level : (levels[area] ?? level);
}

function ofFile(file: RiskyFile, hasTests: boolean): RiskFinding[] {
  const { path, change, added, removed, brokenApi, isTested, needsApproval } = file;
  const found: RiskFinding[] = [];
  const add = (area: RiskArea, level: RiskLevel, why: string) => found.push({ area, level, path, why });
  if (needsApproval) add('paths', 'high', 'The repository wants changes of this path to be approved.');
  // Prose moves nothing, whatever its name.
  if (isProsePath(path)) return found;
  found.push(...ofAreas(file));
  if (brokenApi.length > 0)
    add('publicApi', 'medium', `What others may call is gone or differs: ${namesOf(brokenApi)}.`);
  if (change === 'delete') add('deletions', 'medium', 'The file is deleted.');
  else if (removed.length - added.length > manyLinesGone) {
    add('deletions', 'medium', `${removed.length} lines go, and ${added.length} come.`);
  }
  if (change !== 'delete' && code.test(path) && !isTested && !hasTests) {
    add('untested', 'low', 'No test imports this file, and the change brings none.');
  }
  return found;
}

/** The gravest rule of each area that the file falls under. */
function ofAreas({ path, symbols, added, removed }: RiskyFile): RiskFinding[] {
  const names = new Set(wordsOf([path, ...symbols].join(' ')));
  const lines = [...added, ...removed];
  const found = new Map<RiskArea, RiskFinding>();
  for (const rule of areaRules) {
    const word = rule.words && [...names].find((name) => rule.words?.has(name));
    const line = rule.line && lines.find((text) => text.length <= 1_000 && rule.line?.test(text));
    if (word === undefined && line === undefined && !rule.path?.test(path)) continue;
    const known = found.get(rule.area);
    if (known && order[known.level] >= order[rule.level]) continue;
    const sign = word !== undefined ? ` (“${word}”)` : '';
    found.set(rule.area, { area: rule.area, level: rule.level, path, why: `It ${rule.why}${sign}.` });
  }
  return [...found.values()];
}

function ofSize(files: readonly RiskyFile[]): RiskFinding[] {
  const lines = files.reduce((sum, { added, removed }) => sum + added.length + removed.length, 0);
  const level = (['high', 'medium'] as const).find(
    (one) => files.length > sizeLimits[one].files || lines > sizeLimits[one].lines,
  );
  if (level === undefined) return [];
  const named = files.length === 1 ? '1 file' : `${files.length} files`;
  const changed = lines === 0 ? '' : ` and ${lines.toLocaleString('en-US')} lines`;
  return [{ area: 'size', level, path: '', why: `The change touches ${named}${changed}.` }];
}

function namesOf(names: readonly string[]): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return `${names.slice(0, 5).join(', ')}${more}`;
}
