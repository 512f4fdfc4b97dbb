import type { Definition, LanguageRules } from './language-rules.ts';

const longestSelector = 100;

export const css: LanguageRules = {
  version: 1,
  wrappers: { media_statement: ['block'], supports_statement: ['block'], at_rule: ['block'], block: ['*'] },
  leading: ['comment'],
  imports: ['import_statement'],
  other: (node): Definition | undefined => {
    const name = node.type === 'rule_set' || node.type === 'keyframes_statement' ? node.namedChild(0) : null;
    const text = name?.text.replaceAll(/\s+/g, ' ').slice(0, longestSelector);
    return text === undefined ? undefined : { name: text, kind: 'section' };
  },
};
