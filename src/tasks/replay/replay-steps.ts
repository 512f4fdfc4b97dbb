import { createTwoFilesPatch } from 'diff';
import { hashRequest } from '../../agent/hash-request.ts';
import type { Model, ModelRequest } from '../../agent/model.ts';
import type { CommitRequest, Publisher } from '../../publish/publisher.ts';
import { redactSecrets } from '../../security/redact-secrets.ts';
import type { Control, Message } from '../control.ts';
import type { Steps } from '../steps.ts';
import { stoppedBy } from '../stopped-by.ts';
import { describeChanges } from './describe-changes.ts';
import { offline } from './offline.ts';
import type { RecordedStep, Recording } from './recording.ts';
import { addedTexts, requestTexts } from './request-texts.ts';

/** The first step that is not as it was recorded. */
export interface Difference {
  /** From 1. */
  readonly step: number;
  /** The names of the step; null where there is none. */
  readonly recorded: string | null;
  readonly now: string | null;
  /** What differs in it, as a unified diff; empty where the names do. */
  readonly diff: string;
}

export interface ReplayedSteps {
  readonly steps: Steps;
  readonly control: Control;
  readonly model: Model;
  readonly publisher: Publisher;
  /** So far. */
  readonly replayed: readonly RecordedStep[];
  readonly difference: () => Difference | null;
}

/** Where a step's work arrives when it is asked only for what it would send. */
class Captured extends Error {}

const modelReply = 'model reply';
const commit = 'commit';

/**
 * Steps that are answered from a recording. The work of a step is not done, but for calls of the model and commits, which
 * are asked what they would send. After the first difference nothing is answered any more.
 * @param rewrite takes what the model is asked now for what it was asked then: for a recording that is just made, or that
 *   is held against its commits alone.
 */
export function replaySteps(recording: Recording, { rewrite = false } = {}): ReplayedSteps {
  const replayed: RecordedStep[] = [];
  let asked: { readonly request: ModelRequest; readonly texts: string[] } | null = null;
  let committed: CommitRequest | null = null;
  let recordedTexts: readonly string[] = [];
  let lastTexts: readonly string[] = [];
  let difference: Difference | null = null;

  const differ = (recorded: string | null, now: string | null, diff = '') => {
    difference ??= { step: replayed.length + 1, recorded, now, diff };
    return new Error('The replay differs from the recording.');
  };

  function take(name: string): RecordedStep {
    const next = recording.steps[replayed.length];
    if (difference !== null || next?.name !== name) throw differ(next?.name ?? null, name);
    return next;
  }

  function answer(step: RecordedStep): unknown {
    replayed.push(step);
    const { result } = step;
    if ('stoppedBy' in result) throw stoppedBy(result.stoppedBy);
    if ('error' in result) throw Object.assign(new Error(result.error.message), { name: result.error.name });
    return 'value' in result ? result.value : undefined;
  }

  /** Holds what is asked now against what was, by its hash; the texts show where they differ. */
  function checkAsked(step: RecordedStep): RecordedStep {
    if (asked === null || !('value' in step.result)) return step;
    const hash = hashRequest(recording.model, asked.request);
    const before = step.asked && [...recordedTexts.slice(0, step.asked.kept), ...step.asked.added];
    recordedTexts = before ?? [];
    const added = addedTexts(lastTexts, asked.texts);
    lastTexts = asked.texts;
    const value = step.result.value;
    if (hasHash(value) && value.requestHash === hash) return { ...step, asked: added };
    if (rewrite) return { ...step, result: { value: { ...Object(value), requestHash: hash } }, asked: added };
    throw differ(step.name, step.name, textDiff('the request', before?.join('\n') ?? '', asked.texts.join('\n')));
  }

  function checkCommitted(step: RecordedStep): RecordedStep {
    if (committed === null) return step;
    const patch = redactSecrets(describeChanges(committed.changes));
    const { patch: before } = step;
    // A recording that is just made has none yet.
    if (before !== undefined && before !== patch) {
      throw differ(step.name, step.name, textDiff('the patch', before, patch));
    }
    return { ...step, patch };
  }

  return {
    replayed,
    difference: () => difference ?? missingEnd(recording, replayed),
    steps: {
      async run<T>(name: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
        const step = take(name);
        if (name !== modelReply && name !== commit) return answer(step) as T;
        [asked, committed] = [null, null];
        await work(new AbortController().signal).catch((error: unknown) => {
          if (!(error instanceof Captured)) throw error;
        });
        return answer(checkCommitted(checkAsked(step))) as T;
      },
    },
    control: offline<Control>('other tasks', {
      receive: async () => answer(take('receive')) as Message | null,
      now: async () => Number(answer(take('now'))),
    }),
    model: {
      name: recording.model,
      generate(request) {
        asked = { request, texts: requestTexts(request) };
        throw new Captured();
      },
    },
    publisher: offline<Publisher>('GitHub', {
      async commit(request) {
        committed = request;
        throw new Captured();
      },
    }),
  };
}

function hasHash(value: unknown): value is { readonly requestHash: string } {
  return typeof value === 'object' && value !== null && 'requestHash' in value;
}

function missingEnd({ steps }: Recording, replayed: readonly RecordedStep[]): Difference | null {
  const next = steps[replayed.length];
  return next === undefined ? null : { step: replayed.length + 1, recorded: next.name, now: null, diff: '' };
}

const contextLines = 2;

function textDiff(name: string, before: string, after: string): string {
  return (
    createTwoFilesPatch(`${name}, recorded`, `${name}, now`, before, after, '', '', {
      context: contextLines,
      maxEditLength: 2_000,
    }) ?? 'They differ in too many places to list them.'
  );
}
