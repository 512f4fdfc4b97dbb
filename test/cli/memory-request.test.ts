import { expect, test } from 'vitest';
import { readMemoryRequest } from '../../src/cli/memory-request.ts';

const read = (...args: string[]) => readMemoryRequest(args, '/home/p');

test('what is asked of the memory is read from the arguments; the folder counts from where the caller is', () => {
  expect(read('list', 'shop')).toEqual({ folder: '/home/p/shop', asked: { action: 'list' }, json: false });
  expect(read('forget', '.', '12', '--json')).toMatchObject({ asked: { action: 'forget', id: 12 }, json: true });
  expect(read('remember', '/x', 'We use tabs.').asked).toEqual({ action: 'remember', text: 'We use tabs.' });
});

test.each<[string[], string]>([
  [[], 'Say what to do: goat memory list DIR'],
  [['wipe', '.'], 'Say what to do: goat memory list DIR'],
  [['list'], 'Name one repository: goat memory list DIR.'],
  [['list', '.', '12'], 'takes one folder and nothing else'],
  [['forget', '.'], 'Name one memory'],
  [['forget', '.', '1', '2'], 'Name one memory'],
  [['forget', '.', 'all'], 'Name one memory by its number'],
  [['remember', '.', ' '], 'Put the convention in quotes'],
  [['remember', '.', 'We', 'use', 'tabs'], 'Put the convention in quotes'],
  [['list', '.', '--bogus'], "Unknown option '--bogus'"],
])('%j is refused in one line', (args, line) => {
  expect(() => read(...args)).toThrow(line);
});
