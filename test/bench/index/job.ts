import { fork } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { builtModule } from './built-module.ts';

/** What a job works on; the same for all of them. */
export const target = z.object({
  gitDir: z.string(),
  commit: z.string(),
  /** The commits after it, each with a few changed files. */
  nextCommits: z.tuple([z.string(), z.string()]).readonly(),
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

const progress = z.object({ stage: z.enum(['files', 'vectors']), done: z.number(), total: z.number() });
export type Progress = z.infer<typeof progress>;
type Stage = Progress['stage'];

/** What a job's process sends. */
const message = z.union([z.object({ progress }), z.object({ result: z.unknown() })]);

/** Runs a job to its end. */
export async function runJob<Result>(job: Job<Result>, target: Target): Promise<Result> {
  const { result, code } = await start(job, target, () => false);
  if (result === undefined) throw new Error(`${job.url} ended with code ${code} and without a result.`);
  return job.result.parse(result);
}

/**
 * Ends a job's process with SIGKILL once half of a stage is reported as done.
 * @returns what each stage reported last.
 */
export async function killHalfway<Result>(
  job: Job<Result>,
  target: Target,
  stage: Stage,
): Promise<Readonly<Record<Stage, Progress>>> {
  const isHalfway = (told: Progress) => told.stage === stage && told.done >= told.total / 2 && told.done < told.total;
  const { last } = await start(job, target, isHalfway);
  return last;
}

async function start<Result>(job: Job<Result>, target: Target, shouldKill: (progress: Progress) => boolean) {
  process.stderr.write(`  ${path.basename(job.url, '.ts')}\n`);
  const entry = await builtModule(new URL('job-process.ts', import.meta.url).href);
  const child = fork(entry, [await builtModule(job.url), JSON.stringify(target)], { execArgv: [] });
  const last: Record<Stage, Progress> = {
    files: { stage: 'files', done: 0, total: 0 },
    vectors: { stage: 'vectors', done: 0, total: 0 },
  };
  let result: unknown;
  child.on('message', (sent) => {
    const told = message.parse(sent);
    if ('result' in told) {
      result = told.result;
      return;
    }
    // What is still on its way when the process is killed was done, too, and counts.
    last[told.progress.stage] = told.progress;
    if (shouldKill(told.progress)) child.kill('SIGKILL');
  });
  return new Promise<{ last: typeof last; result: unknown; code: number | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ last, result, code }));
  });
}
