import { expect, test } from 'vitest';
import { nearestTests } from '../../../src/tasks/test-runs/nearest-tests.ts';

const importers: Readonly<Record<string, readonly string[]>> = {
  'src/cart.js': ['test/cart.test.js', 'test/invoice.test.js'],
  'src/money.js': ['test/money.test.js', 'test/cart.test.js'],
};
const testsOf = async (path: string) => importers[path] ?? [];

test('changed tests come first, then those that import what changed, each once', async () => {
  expect(await nearestTests(['src/cart.js', 'src/money.js', 'test/new.test.js'], testsOf)).toEqual([
    'test/new.test.js',
    'test/cart.test.js',
    'test/invoice.test.js',
    'test/money.test.js',
  ]);
});

test('names that a shell could take for something else are left out, and no more than 20 are named', async () => {
  const hostile = ['test/$(reboot).test.js', 'test/a b.test.js', '-x.test.js', "test/'.test.js", 'test/ok.test.js'];
  expect(await nearestTests(hostile, testsOf)).toEqual(['test/ok.test.js']);
  const many = Array.from({ length: 50 }, (_, index) => `test/${index}.test.js`);
  expect(await nearestTests(many, testsOf)).toHaveLength(20);
});
