import type { Plan } from '../../agent/plan.ts';
import type { RiskyFile } from '../../agent/risk/risk.ts';
import { isTestPath } from '../../text/test-path.ts';

const mostNamed = 8;

/** Sentences for what a patch does beyond its plan, and for what it leaves out; none where it is as planned. */
export function compareWithPlan(plan: Plan, files: readonly RiskyFile[]): string[] {
  const planned = new Map(plan.files.map((file) => [file.path, file]));
  const changed = new Set(files.map(({ path }) => path));
  const more = beyondPlan(
    plan,
    files.map(({ path }) => path),
  );
  const missing = plan.files.filter(({ path }) => !changed.has(path));
  const missingTests = plan.tests.filter(({ path }) => !changed.has(path));
  const symbols = files.flatMap(({ path, symbols }) => {
    const wanted = planned.get(path)?.symbols ?? [];
    const others = wanted.length === 0 ? [] : symbols.filter((name) => !wanted.some((one) => isSame(one, name)));
    return others.length === 0 ? [] : [`In \`${path}\`, it also changes ${named(others)}.`];
  });
  return [
    ...(more.length === 0 ? [] : [`It changes ${named(more)}, which the plan does not name.`]),
    ...symbols,
    ...(missing.length === 0 ? [] : [`It leaves ${named(missing.map(({ path }) => path))} as it was, though planned.`]),
    ...(missingTests.length === 0
      ? []
      : [`Tests that were planned are missing: ${named(missingTests.map(({ path }) => path))}.`]),
  ];
}

/** Those of changed files that a plan does not name, but for tests. */
export function beyondPlan(plan: Plan, changed: readonly string[]): string[] {
  const planned = new Set([...plan.files, ...plan.tests].map(({ path }) => path));
  return changed.filter((path) => !planned.has(path) && !isTestPath(path));
}

/** A plan may name a method without its class, or a class whose method changes. */
function isSame(planned: string, changed: string): boolean {
  const plain = planned.replace(/\(.*$/s, '').replaceAll(/::|#/g, '.');
  return (
    plain === changed ||
    changed.endsWith(`.${plain}`) ||
    changed.startsWith(`${plain}.`) ||
    plain.endsWith(`.${changed}`)
  );
}

/** Names for people, at most a few. */
export function named(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).map((name) => `\`${name.replaceAll('`', "'")}\``);
  return names.length > mostNamed ? `${shown.join(', ')} and ${names.length - mostNamed} more` : shown.join(', ');
}
