import type { MemoryLimits } from './pattern-store.ts';

/** What is kept of a repository. */
export const memoryLimits: MemoryLimits = { fixes: 300, conventions: 50, unusedDays: 180, candidateDays: 90 };
