import { plan, type Turn } from '../../fakes/script.ts';
import { fixAtOnce, fixAtSecond, smallRepository } from '../../flows/small-repository.ts';

/** One of the three tasks that are killed. */
export interface KilledRun {
  /** Of the issue; a script is found by it. */
  readonly title: string;
  readonly script: readonly Turn[];
  /** Whether its plan waits for a person, who then allows it. */
  readonly waits: boolean;
}

export const killedRuns: readonly KilledRun[] = [
  { title: 'Sum is wrong at once', script: fixAtOnce, waits: false },
  { title: 'Sum is wrong at first', script: fixAtSecond, waits: false },
  {
    title: 'Sum is wrong and guarded',
    script: [[plan('src/auth.js', 'src/add.js')], ...fixAtOnce],
    waits: true,
  },
];

/** A file whose change needs approval, beside the sum. */
export async function guardedRepository(): Promise<Record<string, string>> {
  return { ...(await smallRepository()), 'src/auth.js': 'export const isAllowed = (user) => user.isAdmin;\n' };
}
