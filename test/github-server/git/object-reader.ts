import { spawn } from 'node:child_process';
import { GitError, gitEnvironment } from './run-git.ts';

export interface GitObject {
  readonly sha: string;
  readonly type: string;
}

interface Question {
  readonly withContent: boolean;
  resolve(answer: (GitObject & { readonly content: Buffer }) | undefined): void;
  reject(error: Error): void;
}

type ObjectReader = ReturnType<typeof startReader>;

/** One process a repository: to start one for each question costs far more than the answer. */
const readers = new Map<string, ObjectReader>();

/** The object that a revision names; undefined when there is none. */
export function findObject(gitDir: string, revision: string): Promise<GitObject | undefined> {
  return readerOf(gitDir).ask('info', revision);
}

/** @throws GitError when there is no such object. */
export async function readObject(gitDir: string, revision: string): Promise<GitObject & { readonly content: Buffer }> {
  const object = await readerOf(gitDir).ask('contents', revision);
  if (object === undefined) throw new GitError(`There is no object ${revision}.`);
  return object;
}

/** Ends the processes of the repositories below a folder. */
export function closeObjectReaders(folder: string): void {
  for (const [gitDir, reader] of readers) if (gitDir.startsWith(folder)) reader.close();
}

function readerOf(gitDir: string): ObjectReader {
  const reader = readers.get(gitDir) ?? startReader(gitDir);
  readers.set(gitDir, reader);
  return reader;
}

function startReader(gitDir: string) {
  const child = spawn('git', ['cat-file', '--batch-command'], {
    cwd: gitDir,
    env: { ...gitEnvironment, GIT_DIR: gitDir },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const questions: Question[] = [];
  let received: Buffer = Buffer.alloc(0);

  child.stdout.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    while (questions.length > 0 && answerNext());
  });
  // What was asked is answered when the process ends.
  child.stdin.on('error', () => undefined);
  const end = (error: Error) => {
    readers.delete(gitDir);
    for (const question of questions.splice(0)) question.reject(error);
  };
  child.on('error', end);
  child.on('close', () => end(new GitError('git cat-file ended.')));

  /** Whether a whole answer was there: a line, and the content that it announces. */
  function answerNext(): boolean {
    const [question] = questions;
    const lineEnd = received.indexOf('\n');
    if (question === undefined || lineEnd === -1) return false;
    const [sha = '', type = '', size = '0', ...rest] = received.toString('utf8', 0, lineEnd).split(' ');
    const found = /^[0-9a-f]{40}$/.test(sha) && rest.length === 0 && /^\d+$/.test(size) && type !== 'missing';
    const length = found && question.withContent ? Number(size) + 1 : 0;
    const contentEnd = lineEnd + 1 + length;
    if (received.length < contentEnd) return false;
    const content = received.subarray(lineEnd + 1, Math.max(lineEnd + 1, contentEnd - 1));
    received = received.subarray(contentEnd);
    questions.shift();
    question.resolve(found ? { sha, type, content } : undefined);
    return true;
  }

  return {
    ask(command: 'info' | 'contents', revision: string) {
      return new Promise<(GitObject & { readonly content: Buffer }) | undefined>((resolve, reject) => {
        // No name holds a line end, and one would end the question.
        if (revision === '' || /[\n\0]/.test(revision)) return resolve(undefined);
        questions.push({ withContent: command === 'contents', resolve, reject });
        child.stdin.write(`${command} ${revision}\n`);
      });
    },
    close: () => child.stdin.end(),
  };
}
