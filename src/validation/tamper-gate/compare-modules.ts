import { finding } from './finding.ts';
import type { ReadChange } from './read-change.ts';
import type { Tampering } from './tampering.ts';

const declaration = /^[ \t]*(?:pub(?:\([\w: ]+\))?[ \t]+)?mod[ \t]+(\w*tests?\w*)[ \t]*;/gm;

/** Modules of tests that no file of a Rust crate would name any more, though their own files stay: they are not built. */
export function compareModules(read: readonly ReadChange[]): Tampering[] {
  const named = (text: string | null) => [...(text ?? '').matchAll(declaration)].map(([, name = '']) => name);
  const rust = read.filter(({ path }) => path.endsWith('.rs'));
  const kept = new Set(rust.flatMap(({ after }) => named(after)));
  const gone = (name: string) => read.some(({ path, after }) => after === null && path.includes(name));
  const isWritten = (name: string) => rust.some(({ after }) => after?.includes(`mod ${name} {`));
  return rust.flatMap(({ path, before, after }) =>
    named(before)
      .filter((name) => !kept.has(name) && !gone(name) && !isWritten(name))
      .map((name) =>
        finding({
          ...{ path, line: 1, side: after === null ? 'before' : 'after', kind: 'test file deleted' },
          message: 'No file would name this module of tests, so that it is not built.',
          ...{ before: `mod ${name};`, after: '', blocking: true },
        }),
      ),
  );
}
