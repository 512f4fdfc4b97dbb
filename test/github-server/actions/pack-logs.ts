import type { Job, Run } from '../state/run.ts';
import { zip } from './zip.ts';

/** Actions begins its log files with a byte order mark. */
const mark = Buffer.from('\uFEFF');

/** One job's log: its steps, one after the other. */
export function jobLog(job: Job): Buffer {
  return Buffer.concat([mark, ...job.steps.map((step) => step.log)]);
}

/** A run's logs as one archive: a file a job, and a folder a job with a file a step. */
export async function packLogs(run: Run): Promise<Buffer> {
  const files = new Map<string, Buffer>();
  for (const [index, job] of run.jobs.entries()) {
    const name = job.name.replaceAll('/', '');
    files.set(`${index}_${name}.txt`, jobLog(job));
    for (const step of job.steps.filter((each) => each.log.length > 0)) {
      files.set(`${name}/${step.number}_${step.name.replaceAll('/', '')}.txt`, Buffer.concat([mark, step.log]));
    }
  }
  return zip(files);
}
