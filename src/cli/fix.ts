import { writeFile } from 'node:fs/promises';
import { composeLocal } from '../compose/local.ts';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { readFixArguments } from './fix-request.ts';
import { describeFix, fixResult } from './fix-result.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';

/** `goat fix DIR --issue FILE [--test CMD]`: the `fix` task on a repository of this machine. */
export async function fixCommand(args: readonly string[]): Promise<number> {
  const config = readCommandLineEnvironment();
  const { request, sandbox, json, recordingFile } = await readFixArguments(args, config);
  const progress = (line: string) => process.stderr.write(`${line}\n`);
  const goat = await composeLocal(config, request.repository, progress, sandbox);
  try {
    const taskId = await goat.startOrResume(request);
    const release = stopOnInterrupt(() => goat.stop(taskId));
    const { outcome, record } = await goat.end(taskId).finally(release);
    if (recordingFile !== null)
      await writeFile(recordingFile, `${JSON.stringify(await goat.recording(taskId), null, 1)}\n`);
    const result = await fixResult(request.repository.gitDir, outcome, record);
    if (outcome.kind === 'failed') process.stderr.write(`The log is in ${goat.logFile}\n`);
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : describeFix(result));
    return outcome.kind === 'fixed' || outcome.kind === 'planned' ? 0 : 1;
  } finally {
    await goat.close();
  }
}
