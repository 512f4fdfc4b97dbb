import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files through which a step speaks to the runner. */
const names = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'] as const;

export interface FileCommands {
  /** For the step's environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the step wrote. */
  read(): Promise<{ outputs: Record<string, string>; environment: Record<string, string>; path: string[] }>;
}

export async function createFileCommands(directory: string, step: number): Promise<FileCommands> {
  const fileOf = (name: string) => join(directory, `${name.toLowerCase()}_${step}`);
  for (const name of names) await writeFile(fileOf(name), '');
  const text = async (name: (typeof names)[number]) => readFile(fileOf(name), 'utf8');
  return {
    variables: Object.fromEntries(names.map((name) => [name, fileOf(name)])),
    async read() {
      return {
        outputs: parseAssignments(await text('GITHUB_OUTPUT')),
        environment: parseAssignments(await text('GITHUB_ENV')),
        path: (await text('GITHUB_PATH')).split('\n').filter((line) => line !== ''),
      };
    },
  };
}

/** `name=value` lines, and `name<<END` blocks up to a line that is END. */
function parseAssignments(text: string): Record<string, string> {
  const result: Record<string, string> = {};
  const lines = text.split('\n');
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const block = /^([^=]+?)<<(.+)$/.exec(line);
    if (block !== null) {
      const [, name = '', end] = block;
      const stop = lines.indexOf(end ?? '');
      if (stop === -1) throw new Error(`The block ${name} has no end.`);
      result[name] = lines
        .splice(0, stop + 1)
        .slice(0, -1)
        .join('\n');
    } else if (line !== '') {
      const split = line.indexOf('=');
      if (split === -1) throw new Error(`This line assigns nothing: ${line}`);
      result[line.slice(0, split)] = line.slice(split + 1);
    }
  }
  return result;
}
