import { diffArrays } from 'diff';

const hashes = new Set('python ruby shell yaml toml elixir powershell make hcl r ini'.split(' '));
const unlike = new Set('html css json vue svelte xml haskell lua erb elisp ocaml'.split(' '));
/** Lines that stay in sight next to a change, and the least that is worth leaving out. */
const around = 3;
const least = 6;

/**
 * A new text with what a change does not touch left out, as models write it; undefined where that saves nothing.
 * @param edge lines that stay in sight at the beginning and the end.
 */
export function elide(language: string, before: string, after: string, edge = 0): string | undefined {
  if (unlike.has(language)) return undefined;
  const opener = hashes.has(language) ? '#' : '//';
  const parts = diffArrays(before.split('\n'), after.split('\n'), { maxEditLength: 2_000 });
  if (parts === undefined) return undefined;
  const result: string[] = [];
  let isElided = false;
  parts.forEach(({ value, added, removed }, index) => {
    if (removed) return;
    const head = index === 0 ? edge : around;
    const tail = index === parts.length - 1 ? edge : around;
    const hidden = value.slice(head, value.length - tail);
    if (added || hidden.length < least) {
      result.push(...value);
      return;
    }
    isElided = true;
    const indent = /^\s*/.exec(hidden.find((line) => line.trim() !== '') ?? '')?.[0] ?? '';
    result.push(
      ...value.slice(0, head),
      `${indent}${opener} ... existing code ...`,
      ...value.slice(value.length - tail),
    );
  });
  return isElided ? result.join('\n') : undefined;
}
