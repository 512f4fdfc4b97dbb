/** Above these a change is too large to be overseen at a glance. */
export const sizeLimits = {
  medium: { files: 10, lines: 400 },
  high: { files: 30, lines: 1500 },
} as const;

/** Lines of one file that go without as many coming in. */
export const manyLinesGone = 80;
