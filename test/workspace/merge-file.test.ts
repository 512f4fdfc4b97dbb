import { expect, test } from 'vitest';
import { mergeFile } from '../../src/workspace/merge-file.ts';

test('three texts merge by line, and what both sides changed is marked', async () => {
  expect(await mergeFile('a\n\nb\n\nc\n', 'A\n\nb\n\nc\n', 'a\n\nb\n\nC\n')).toEqual({
    ...{ text: 'A\n\nb\n\nC\n', conflicts: 0 },
  });
  expect(await mergeFile('a\n', 'b\n', 'c\n')).toEqual({
    ...{ text: '<<<<<<< left\nb\n=======\nc\n>>>>>>> right\n', conflicts: 1 },
  });
});

test('a byte order mark, line ends and a missing final newline come through', async () => {
  expect((await mergeFile('\ufeffa\r\nb\r\nc', '\ufeffA\r\nb\r\nc', '\ufeffa\r\nb\r\nC')).text).toBe(
    '\ufeffA\r\nb\r\nC',
  );
});

test('over 127 conflicts are given as 127', async () => {
  const text = (mark: string) =>
    Array.from({ length: 200 }, (_, line) => `${mark}${line}\n=${line}\n-${line}\n+${line}\n*${line}\n`).join('');
  expect((await mergeFile(text('a'), text('b'), text('c'))).conflicts).toBe(127);
});

test('git’s refusal of a binary text is an error', async () => {
  await expect(mergeFile('a\0', 'b\0', 'c\0')).rejects.toThrow('git merge-file failed');
});
