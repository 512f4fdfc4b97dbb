import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const sourceFolder = path.resolve('src');

/** Folders that anyone may import. */
const base = ['syntax', 'text', 'security', 'threads'];
/** Folders that do one thing each and do not know each other. */
const capabilities = [
  'publish',
  'agent',
  'context',
  'indexing',
  'patching',
  'validation',
  'ci',
  'review',
  'memory',
  'workspace',
];

/** What each folder may import values from, beside itself and the base. Types may come from anywhere. */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
  'server.ts': ['compose', 'config'],
  'worker.ts': ['compose', 'config'],
  cli: ['compose', 'config', 'tasks', 'publish', 'ci', 'context', 'indexing', 'patching', 'review', 'workspace', 'cli'],
  'cli.ts': ['cli', 'config'],
  compose: ['adapters', 'agent', 'config', 'github', 'http', 'tasks', 'workspace'],
  github: ['tasks'],
  http: ['tasks'],
  tasks: [...capabilities, 'tools'],
  tools: ['context', 'patching', 'workspace'],
  adapters: [...capabilities, 'tasks', 'config'],
  context: ['workspace'],
  indexing: ['workspace'],
  patching: ['workspace'],
  config: [],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports = files.flatMap(importsOf);

/** Static imports, re-exports and dynamic imports of our own files. */
function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(sourceFolder, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/g,
  );
  return [...found].map(([, type, from, dynamic]) => ({
    from: file,
    to: path.join(path.dirname(file), from ?? dynamic ?? ''),
    typeOnly: type !== undefined,
  }));
}

/** `tasks/fix-issue.ts` → `tasks`; a file at the top is its own folder. */
function folder(file: string): string {
  return file.split(path.sep)[0] ?? '';
}

describe('imports point one way', () => {
  test('the rules see the code', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test.each([...new Set(files.map(folder))])('%s imports only what it may', (name) => {
    const allowed = new Set([name, ...base, ...(allowedImports[name] ?? [])]);
    const wrong = imports
      .filter((entry) => folder(entry.from) === name && !entry.typeOnly && !allowed.has(folder(entry.to)))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  test('only the composition root imports adapters', () => {
    const wrong = imports.filter(
      ({ from, to }) => folder(to) === 'adapters' && !['adapters', 'compose'].includes(folder(from)),
    );
    expect(wrong).toEqual([]);
  });

  test('only config/environment reads the environment of the process', () => {
    const readers = files.filter((file) =>
      /\bprocess\.env\b/.test(readFileSync(path.join(sourceFolder, file), 'utf8')),
    );
    expect(readers.filter((file) => !file.startsWith(path.join('config', 'environment')))).toEqual([]);
  });

  test('the source knows nothing of the tests', () => {
    expect(imports.filter(({ to }) => to.startsWith('..'))).toEqual([]);
  });
});
