import { readFileSync } from 'node:fs';

export type PromptName =
  | 'system'
  | 'fix'
  | 'plan'
  | 'no-plan'
  | 'forbidden'
  | 'planned'
  | 'answer'
  | 'reproduce'
  | 'reproduced'
  | 'not-reproduced'
  | 'old-failures'
  | 'tests-failed'
  | 'one-commit'
  | 'patch-refused'
  | 'memory'
  | 'conventions'
  | 'mend'
  | 'respond'
  | 'rewrite-query'
  | 'settle-intent'
  | 'review'
  | 'review-system'
  | 'verify-finding';

const variable = /\{\{([^{}]*)\}\}/g;

/**
 * The text of `prompts/<name>.md` with its `{{variables}}` filled in. Values go in verbatim and are not looked at
 * again, so a value that itself holds `{{…}}` changes nothing.
 * @throws Error when a variable of the prompt has no value, or a value has no variable.
 */
export function loadPrompt(name: PromptName, values: Readonly<Record<string, string>>): string {
  const template = readFileSync(new URL(`./prompts/${name}.md`, import.meta.url), 'utf8').trimEnd();
  const wanted = new Set(Array.from(template.matchAll(variable), ([, found = '']) => found));
  for (const key of Object.keys(values)) {
    if (!wanted.has(key)) throw new Error(`The prompt "${name}" has no variable {{${key}}}.`);
  }
  return template.replace(variable, (_, key: string) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value === undefined) throw new Error(`The prompt "${name}" needs a value for {{${key}}}.`);
    return value;
  });
}
