import type { Fix } from '../fix/fix.ts';
import { EndTask } from '../outcome.ts';

/** What nobody can test proves nothing, so this is asked before a token is spent. */
export async function requireTests({ testRunner, steps }: Fix): Promise<{ readonly takesFilter: boolean }> {
  const readiness = await steps.run('check that tests can run', () => testRunner.check());
  if (readiness.ready) return readiness;
  throw new EndTask({ kind: 'declined', reason: readiness.reason, next: 'Comment `/goat fix` again after that.' });
}
