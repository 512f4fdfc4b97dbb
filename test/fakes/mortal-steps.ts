import { setTimeout as pause } from 'node:timers/promises';
import type { Control, Message } from '../../src/tasks/control.ts';
import type { Steps } from '../../src/tasks/steps.ts';
import { type InMemorySteps, inMemorySteps } from './in-memory-steps.ts';

/** A process that is killed: what it recorded is all that is left of it. */
export interface MortalSteps {
  readonly steps: Steps;
  /** Its clock and its inbox, which the durable engine records as it does steps. */
  readonly control: Control;
  /** Resolves when it is dead. Nothing that waits for a step of it is answered any more. */
  readonly death: Promise<'killed'>;
  readonly recorded: InMemorySteps;
}

/** They only look at a clock or an inbox: nobody could tell a kill in one of them from a kill before it. */
const looks = ['now', 'receive', 'read the clock'];
/** Milliseconds that a wait for news takes here; nobody sends any. */
const waitMs = 50;

/**
 * Answers the steps that an earlier process recorded, does and records one more, and is killed when the work of the step
 * after that is done and its result is not recorded yet: the latest moment between two steps, and the worst.
 */
export function mortalSteps(earlier: InMemorySteps | null): MortalSteps {
  const recorded = earlier?.replay() ?? inMemorySteps();
  const acting = (name: string) => !looks.includes(name);
  let left = (earlier?.names().filter(acting).length ?? 0) + 2;
  let kill: (word: 'killed') => void;
  const death = new Promise<'killed'>((resolve) => {
    kill = resolve;
  });
  const steps: Steps = {
    run(name, work) {
      if (acting(name)) left -= 1;
      const isLast = left === 0 && acting(name);
      return recorded.run(name, async (signal) => {
        const result = await work(signal);
        if (!isLast) return result;
        kill('killed');
        return new Promise<never>(() => undefined);
      });
    },
  };
  return {
    steps,
    control: {
      now: () => steps.run('now', async () => Date.now()),
      receive: () => steps.run('receive', () => pause<Message | null>(waitMs, null)),
      send: () => Promise.reject(new Error('It sends nothing.')),
      goOn: () => Promise.reject(new Error('It lets no task go on.')),
      hasEnded: () => Promise.reject(new Error('It looks at no other task.')),
    },
    death,
    recorded,
  };
}
