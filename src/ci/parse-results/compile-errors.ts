import type { TestFailure } from '../test-report.ts';
import type { FailureList } from './collect-failures.ts';

export interface CompileError {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface CompileErrors {
  readonly isEmpty: boolean;
  add(error: CompileError): void;
  /** One failure a file. */
  addTo(failures: FailureList): void;
}

/** Compilers repeat themselves, and a first error brings others along. */
const mostInFile = 20;
const mostFiles = 500;

/** Gathers what a compiler says, by file and without what it says twice. */
export function compileErrors(): CompileErrors {
  const files = new Map<string, { line: number; messages: Set<string> }>();
  return {
    get isEmpty() {
      return files.size === 0;
    },
    add({ file, line, message }) {
      const known = files.get(file);
      const text = `${line}: ${message}`;
      if (known === undefined && files.size < mostFiles) files.set(file, { line, messages: new Set([text]) });
      else if (known !== undefined && known.messages.size < mostInFile) known.messages.add(text);
    },
    addTo(failures) {
      for (const [file, { line, messages }] of files) failures.add(brokenFile(file, line, [...messages]));
    },
  };
}

function brokenFile(file: string, line: number, messages: readonly string[]): TestFailure {
  const [only = ''] = messages;
  const message =
    messages.length === 1 ? only.slice(only.indexOf(': ') + 2) : messages.map((text) => `line ${text}`).join('\n');
  return { kind: 'collection', name: file, file, line, message };
}
