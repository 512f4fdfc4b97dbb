import { expect, test } from 'vitest';
import { findTampering } from '../../../src/validation/tamper-gate.ts';

/** What is found where the first of two assertions goes from a test inside a handler of errors. */
async function withoutFirst(path: string, text: string, first: string) {
  const change = {
    path,
    mode: '100644' as const,
    before: Buffer.from(text),
    after: Buffer.from(text.replace(first, '')),
  };
  return (await findTampering([change])).map(({ kind }) => kind);
}

const ruby = (handler: string) =>
  `begin\n  require 'haml'\n\n  class HamlTest < Minitest::Test\n    def test_ok\n      assert ok?\n      assert_equal 3, body\n    end\n  end\n${handler}\n  warn 'not here'\nend\n`;
const python = (handler: string) =>
  `def test_a():\n    try:\n        assert f() == 1\n        assert g() == 2\n    ${handler}:\n        pass\n`;

test('a handler of other errors catches no assertion: what it holds still counts', async () => {
  expect(await withoutFirst('test/haml_test.rb', ruby('rescue LoadError'), '      assert ok?\n')).toEqual([
    'fewer assertions',
  ]);
  expect(await withoutFirst('test_a.py', python('except ValueError'), '        assert f() == 1\n')).toEqual([
    'fewer assertions',
  ]);
});

test('a handler around the definition of a test catches nothing of its run', async () => {
  expect(await withoutFirst('test/haml_test.rb', ruby('rescue'), '      assert ok?\n')).toEqual(['fewer assertions']);
});

test.each(['except Exception', 'except AssertionError', 'except'])(
  '%s catches them: they did not count before',
  async (handler) => {
    const found = await withoutFirst('test_a.py', python(handler), '        assert f() == 1\n');
    expect(found).not.toContain('fewer assertions');
  },
);
