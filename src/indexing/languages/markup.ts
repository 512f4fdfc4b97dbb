import type { Node } from 'web-tree-sitter';
import type { LanguageRules } from './language-rules.ts';
import { childOf } from './nodes.ts';

/** Its scripts are chunked by their own language. */
export const html: LanguageRules = {
  version: 1,
  leading: ['comment'],
  embedded: { types: ['script_element'], languageOf: scriptLanguage },
};

/** Vue and Svelte: an element with a capital is a component. */
export const components: LanguageRules = {
  ...html,
  names: '((tag_name) @use (#match? @use "^[A-Z]"))',
};

const scripts: Readonly<Record<string, string>> = {
  ts: 'typescript',
  typescript: 'typescript',
  'text/typescript': 'typescript',
  tsx: 'tsx',
  js: 'javascript',
  jsx: 'javascript',
  module: 'javascript',
  javascript: 'javascript',
  'text/javascript': 'javascript',
  'application/javascript': 'javascript',
  'text/babel': 'javascript',
};

/** `lang` decides, then `type`; without both it is JavaScript. Data (`application/json`) is no script. */
function scriptLanguage(element: Node): string | undefined {
  const tag = childOf(element, 'start_tag');
  const attributes = new Map(
    (tag?.namedChildren ?? []).flatMap((child): [string, string][] => {
      const name = child === null ? undefined : childOf(child, 'attribute_name');
      const value = child?.namedChildren.at(-1)?.text ?? '';
      return name ? [[name.text.toLowerCase(), value.replaceAll(/['"]/g, '').toLowerCase()]] : [];
    }),
  );
  const language = attributes.get('lang') ?? attributes.get('type');
  if (language === undefined || language === '') return 'javascript';
  return Object.hasOwn(scripts, language) ? scripts[language] : undefined;
}
