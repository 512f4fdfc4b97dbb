import type { LanguageRules } from './language-rules.ts';

/** Templates define nothing; they are split between their directives. */
export const erb: LanguageRules = { version: 1, leading: ['comment_directive'] };
