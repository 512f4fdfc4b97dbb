import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeStructure } from '../../../src/patching/merge-source/merge-structure.ts';
import { mergeSource } from '../../../src/patching/merge-source.ts';
import { mergeFile } from '../../../src/workspace/merge-file.ts';

/** A class of methods, an import list, an array: what an edit may insert, delete, change or move, each on lines of its own. */
interface Module {
  readonly imports: readonly number[];
  readonly elements: readonly number[];
  readonly methods: readonly { readonly name: number; readonly body: readonly number[] }[];
}

const write = ({ imports, elements, methods }: Module) =>
  [
    ...imports.map((name) => `import i${name} from 'm${name}';`),
    'const list = [',
    ...elements.map((element) => `  ${element},`),
    '];',
    'class A {',
    ...methods.flatMap(({ name, body }) => [`  f${name}() {`, ...body.map((call) => `    call(${call});`), '  }', '']),
    '}',
    '',
  ].join('\n');

const base: Module = {
  imports: [1, 2, 3],
  elements: [1, 2, 3],
  methods: [1, 2, 3].map((name) => ({ name, body: [10 * name, 10 * name + 1, 10 * name + 2] })),
};

const edit = fc.record({
  kind: fc.constantFrom('insert', 'delete', 'change', 'move'),
  part: fc.constantFrom('imports', 'elements', 'methods', 'body'),
  at: fc.nat(3),
  within: fc.nat(3),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** New things have names that the other side does not use, but for one in four. */
function apply(module: Module, edits: readonly Edit[], side: number): Module {
  let next = 100 * side;
  const fresh = () => (next++ % 4 === 3 ? 99 : next);
  const change = <T>(list: readonly T[], { kind, at }: Pick<Edit, 'kind' | 'at'>, make: () => T): readonly T[] => {
    if (kind === 'insert' || list.length === 0) return list.toSpliced(at, 0, make());
    if (kind === 'move')
      return list.toSpliced(at % list.length, 1).toSpliced(0, 0, ...list.slice(at % list.length).slice(0, 1));
    return kind === 'delete' ? list.toSpliced(at, 1) : list.with(at % list.length, make());
  };
  let now = module;
  for (const one of edits) {
    if (one.part === 'imports') now = { ...now, imports: change(now.imports, one, fresh) };
    if (one.part === 'elements') now = { ...now, elements: change(now.elements, one, fresh) };
    if (one.part === 'methods') {
      now = { ...now, methods: change(now.methods, one, () => ({ name: fresh(), body: [fresh()] })) };
    }
    if (one.part === 'body') {
      const edited = (body: readonly number[]) => change(body, { kind: one.kind, at: one.within }, fresh);
      const methods = now.methods.map((each, at) => (at === one.at ? { ...each, body: edited(each.body) } : each));
      now = { ...now, methods };
    }
  }
  return now;
}

/** Edits that both sides made alike before their own, as after a cherry-pick. */
const shared = fc.array(edit, { maxLength: 2 });
const own = fc.array(edit, { minLength: 1, maxLength: 4 });
const sides = fc
  .tuple(shared, own, own)
  .map(([both, ours, theirs]) => [apply(base, both, 3), ours, theirs] as const)
  .map(([start, ours, theirs]) => [write(base), write(apply(start, ours, 1)), write(apply(start, theirs, 2))] as const);
const linesOf = (text: string) => new Set(text.split('\n'));

test('every line that a side added is in the merge, and every line that one deleted is gone where there is no conflict', async () => {
  let byStructure = 0;
  await fc.assert(
    fc.asyncProperty(sides, async ([before, left, right]) => {
      // In this thread, not in others, so that hundreds of merges take seconds.
      const byLine = await mergeFile(before, left, right);
      const merged = await mergeStructure({ base: before, left, right }, 'typescript', byLine);
      if (!merged) return;
      byStructure += 1;
      const [old, now] = [linesOf(before), linesOf(merged.text)];
      for (const line of [...linesOf(left), ...linesOf(right)]) if (!old.has(line)) expect(now).toContain(line);
      if (merged.conflicts > 0) return;
      for (const line of old) {
        if (!linesOf(left).has(line) || !linesOf(right).has(line)) expect(now).not.toContain(line);
      }
    }),
    { numRuns: 120 },
  );
  expect(byStructure).toBeGreaterThan(20);
});

test('sides may be swapped: there are as many conflicts', async () => {
  await fc.assert(
    fc.asyncProperty(sides, async ([before, left, right]) => {
      const [one, other] = [
        await mergeSource(before, left, right, 'typescript'),
        await mergeSource(before, right, left, 'typescript'),
      ];
      expect(other.conflicts === 0).toBe(one.conflicts === 0);
    }),
    { numRuns: 30 },
  );
});
