/** As the Messages API names them, from the least. https://platform.claude.com/docs/en/build-with-claude/effort */
export const efforts = ['low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Effort = (typeof efforts)[number];
