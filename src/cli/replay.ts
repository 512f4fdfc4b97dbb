import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readRecording, replayRecording } from '../compose/replay.ts';
import { readCommandLineEnvironment } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import { findCommit } from '../workspace/find-commit.ts';
import { readArguments } from './arguments.ts';
import { findRepository } from './find-repository.ts';

const options = { json: { type: 'boolean', default: false } } as const;

/** `goat replay FILE [DIR]`: runs a recorded fix again offline; 0 where it does the same, 1 where something differs. */
export async function replayCommand(args: readonly string[]): Promise<number> {
  const { callerDirectory } = readCommandLineEnvironment();
  const { values, positionals } = readArguments(args, options);
  const [file, folder, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Refusal(['Name one recording: goat replay FILE [DIR].']);
  const text = await readFile(path.resolve(callerDirectory, file), 'utf8').catch(() => {
    throw new Refusal([`The recording ${file} cannot be read.`]);
  });
  const recording = readRecording(text);
  const { repository } = recording.request;
  const directory = folder ?? (repository.host === 'local' ? repository.directory : undefined);
  if (directory === undefined) throw new Refusal(['Name a clone of the repository: goat replay FILE DIR.']);
  const gitDir = await findRepository(path.resolve(callerDirectory, directory));
  if (recording.base !== null && (await findCommit(gitDir, recording.base)) === undefined) {
    throw new Refusal([`The repository in ${directory} does not have the commit ${recording.base}: fetch it first.`]);
  }
  const { outcome, patch, difference, steps } = await replayRecording(recording, gitDir);
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify({ same: difference === null, steps: steps.length, outcome, patch, difference })}\n`,
    );
  } else if (difference === null) {
    process.stdout.write(`${patch}\nThe same in all ${steps.length} steps. ${recording.outcome}\n`);
  } else {
    const { step, recorded, now, diff } = difference;
    const names = `recorded: ${recorded ?? 'nothing more'}\nnow:      ${now ?? 'nothing more'}`;
    process.stdout.write(`Step ${step} differs.\n${names}\n${shortened(diff)}`);
  }
  return difference === null ? 0 : 1;
}

const mostCharacters = 4_000;

function shortened(diff: string): string {
  return diff.length <= mostCharacters ? diff : `${diff.slice(0, mostCharacters)}\n… (--json prints all of it)\n`;
}
