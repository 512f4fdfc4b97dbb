import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What a job works on; the same for all of them. */
export const target = z.object({
  gitDir: z.string(),
  commit: z.string(),
  /** The commit after it, with a few changed files. */
  nextCommit: z.string(),
  /** Names the repository in the index. */
  repository: z.string(),
  database: z.union([z.object({ url: z.string() }), z.object({ directory: z.string() })]),
});

export type Target = z.infer<typeof target>;

/** A measurement that has a process of its own, so that no other one's memory and caches count. */
export interface Job<Result> {
  /** The module that exports it as `job`. */
  readonly url: string;
  readonly result: z.ZodType<Result>;
  /** @param report tells the parent how far it is. */
  readonly run: (target: Target, report: (progress: Progress) => void) => Promise<Result>;
}

const progress = z.object({ done: z.number(), total: z.number() });
export type Progress = z.infer<typeof progress>;

/** What a job's process sends. */
const message = z.union([z.object({ progress }), z.object({ result: z.unknown() })]);

/** Runs a job to its end. */
export async function runJob<Result>(job: Job<Result>, target: Target): Promise<Result> {
  const { result, code } = await start(job, target, () => false);
  if (result === undefined) throw new Error(`${job.url} ended with code ${code} and without a result.`);
  return job.result.parse(result);
}

/**
 * Ends a job's process with SIGKILL once half of its work is reported as done.
 * @returns what was reported last.
 */
export async function killHalfway<Result>(job: Job<Result>, target: Target): Promise<Progress> {
  const { last } = await start(job, target, ({ done, total }) => done >= total / 2 && done < total);
  return last;
}

function start<Result>(job: Job<Result>, target: Target, shouldKill: (progress: Progress) => boolean) {
  const child = fork(fileURLToPath(new URL('job-process.ts', import.meta.url)), [job.url, JSON.stringify(target)]);
  let last: Progress = { done: 0, total: 0 };
  let result: unknown;
  child.on('message', (sent) => {
    const told = message.parse(sent);
    if ('result' in told) {
      result = told.result;
      return;
    }
    last = told.progress;
    if (shouldKill(last)) child.kill('SIGKILL');
  });
  return new Promise<{ last: Progress; result: unknown; code: number | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ last, result, code }));
  });
}
