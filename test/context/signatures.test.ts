import { expect, test } from 'vitest';
import { findSignatures } from '../../src/context/signatures.ts';
import { chunk } from './chunk.ts';

function signatures(text: string, ...definitions: readonly string[]) {
  const lines = text.split('\n');
  return findSignatures([chunk({ endLine: lines.length, definitions })], lines).map(({ line }) => line);
}

test.each([
  ['TypeScript', '/** parse reads. */\nexport function parse(text: string) {\n  parse();', ['parse'], [2]],
  ['Python', '# parse\n@app.route("/parse")\ndef parse():\n  """parse it"""', ['parse'], [3]],
  ['Rust', '/// new\n#[new]\npub fn new() -> Self {', ['Pool.new'], [2]],
  ['C', '#define LIMIT 3', ['LIMIT'], [1]],
  ['Java', '/* run */\n@Override public void run() {', ['A.run'], [2]],
  ['Objective-C', '@interface Cart : NSObject', ['Cart'], [1]],
  ['Elixir', '  @doc "add"\n  def add(a, b) do', ['Cart.add'], [2]],
])('finds the header in %s, not a comment or a decorator', (_, text, names, lines) => {
  expect(signatures(text, ...names)).toEqual(lines);
});

test('a class and its methods are found in their order', () => {
  expect(signatures('class A {\n  a() {}\n  b() { this.a(); }\n}', 'A', 'A.a', 'A.b')).toEqual([1, 2, 3]);
});

test('a name inside of a longer one is another', () => {
  expect(signatures('const parser = 1;\nconst parse = 2;', 'parse')).toEqual([2]);
});

test('a name that is not to be seen is left out', () => {
  expect(signatures('const a = 1;', 'default')).toEqual([]);
});
