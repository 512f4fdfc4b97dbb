import { expect, test } from 'vitest';
import { validatePatch } from '../../src/validation/validate-patch.ts';
import type { FileChange } from '../../src/workspace/workspace.ts';

function change(path: string, before: string | Buffer | null, after: string | Buffer | null): FileChange {
  const bytes = (content: string | Buffer | null) => (content === null ? null : Buffer.from(content));
  return { path, mode: '100644', before: bytes(before), after: bytes(after) };
}

async function messages(...changes: FileChange[]): Promise<string[]> {
  return (await validatePatch(changes)).map(({ path, message }) => `${path}: ${message}`);
}

test('a sound patch has no problems', async () => {
  expect(
    await messages(
      change('src/a.ts', 'export const a = 1;\n', 'export const a = 2;\n'),
      change('src/new.py', null, 'def f():\n    return 1\n'),
      change('gone.txt', 'x\n', null),
      change('notes', 'Title\n', 'Title\n=======\n'),
    ),
  ).toEqual([]);
  expect(await messages()).toEqual([]);
});

test.each(['../x', '/etc/passwd', '.git/config', '.gitmodules', '.github/workflows/ci.yml', 'a\0b', ''])(
  'FAULT 52, 54: the path %j is refused',
  async (path) => {
    expect(await messages(change(path, null, 'x'))).toEqual([expect.stringContaining('is refused')]);
  },
);

test('FAULT 53: symbolic links and submodules are not changed', async () => {
  const link: FileChange = { ...change('a', 'b', '/etc/passwd'), mode: '120000' };
  expect(await messages(link)).toEqual(['a: Symbolic links and submodules are not changed here.']);
});

test('syntax errors may not rise, and those that are there may stay', async () => {
  const broken = 'function a( {\n';
  expect(await messages(change('a.ts', 'const a = 1;\n', broken))).toEqual([
    expect.stringMatching(/syntax errors, and had 0/),
  ]);
  expect(await messages(change('a.ts', null, broken))).toHaveLength(1);
  expect(await messages(change('a.ts', broken, `${broken}// more\n`))).toEqual([]);
  expect(await messages(change('a.unknown', 'x', broken))).toEqual([]);
});

test('a change that changes nothing is refused', async () => {
  expect(await messages(change('a', 'x', 'x'), change('b', null, null))).toEqual([
    'a: Nothing changes in this file, so it does not belong to the patch.',
    'b: Nothing changes in this file, so it does not belong to the patch.',
  ]);
});

test.each([
  ...['// ... existing code ...', '# ... rest of the file', '// … existing code …', '/* ... unchanged ... */'],
  ...['// rest of the code unchanged', '# Rest of the function remains the same.', '<!-- ... other content ... -->'],
  ...['  // existing implementation here', '// (rest of the code remains unchanged)', '{/* ... existing code ... */}'],
  ...[
    '-- remaining code unchanged',
    '// Your code here',
    '# implementation omitted for brevity',
    '... rest of code ...',
  ],
])('the placeholder %j is refused where it is new', async (line) => {
  expect(await messages(change('a.txt', 'x\n', `x\n${line}\n`))).toEqual([expect.stringContaining('was left out')]);
  expect(await messages(change('a.txt', `${line}\nx\n`, `y\n${line}\n`))).toEqual([]);
});

test.each([
  ...['...', 'f(...rest)', 'const [a, ...rest] = b;', '// keep the existing code path', '# the same method as above'],
  ...[
    '...other.methods,',
    '// Returns the rest of the line.',
    'rest of the code unchanged',
    '// the file is here to stay',
  ],
])('%j is no placeholder', async (line) => {
  expect(await messages(change('a.txt', 'x\n', `x\n${line}\n`))).toEqual([]);
});

test('markers of a merge conflict are refused where they are new', async () => {
  expect(await messages(change('a.txt', 'x\n', '<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> other\n'))).toEqual([
    'a.txt: The line "<<<<<<< HEAD" is a marker of a merge conflict.',
  ]);
  expect(await messages(change('a.txt', '<<<<<<< a\n', '<<<<<<< a\nx\n'))).toEqual([]);
});

test('FAULT 51: a secret that is new is refused, and not repeated', async () => {
  const token = `ghp_${'a1B2'.repeat(9)}`;
  const [message] = await messages(change('a.txt', 'x\n', `x\ntoken = ${token}\n`));
  expect(message).toBe('a.txt: The patch adds what looks like a GitHub token. Read it from the environment instead.');
  expect(await messages(change('a.txt', `t = ${token}\n`, `x\nt = ${token}\n`))).toEqual([]);
});

test('a random value beside the name of a secret is refused, words and tests are not', async () => {
  const value = 'q7Vx2Lm9Zr4Tk8Wd1Yp6Hs3N';
  const added = (path: string, line: string) => messages(change(path, 'x\n', `x\n${line}\n`));
  expect(await added('a.ts', `const apiKey = '${value}';`)).toEqual([expect.stringContaining('a secret written down')]);
  expect(await added('a.py', `"client_secret": "${value}",`)).toHaveLength(1);
  expect(await added('a.ts', "const password = 'correct-horse-battery-staple-1';")).toEqual([]);
  expect(await added('a.ts', `const checksum = '${value}';`)).toEqual([]);
  expect(await added('test/a.test.ts', `const apiKey = '${value}';`)).toEqual([]);
  expect(await added('a.ts', "const key = 'AKIAIOSFODNN7EXAMPLE';")).toEqual([]);
});

test('a patch of more than 10,000 new lines is refused', async () => {
  const many = Array.from({ length: 10_001 }, (_, n) => `line ${n}`).join('\n');
  expect(await messages(change('a.txt', null, many))).toEqual([
    ': The patch adds 10001 lines; at most 10000 are taken. Change less.',
  ]);
});

test('FAULT 58: a file over 1 MB and more than 50 files are refused', async () => {
  expect(await messages(change('a.ts', null, 'x'.repeat(1024 * 1024 + 1)))).toEqual([
    'a.ts: The file would have 1048577 bytes; at most 1048576 are taken.',
  ]);
  const many = Array.from({ length: 51 }, (_, n) => change(`f${n}`, null, 'x'));
  expect(await messages(...many)).toEqual([': The patch changes 51 files; at most 50 are taken. Change fewer.']);
});

test('FAULT 58: a binary file is judged by its path and size alone', async () => {
  expect(await messages(change('a.ts', Buffer.from([0]), Buffer.from([0, 60, 60])))).toEqual([]);
});

test.each([' ', 'x', '.', '…', '/', '#', '*', '<', '// rest of the ', '\n', '<<<<<<<\n', '... '])(
  'FAULT 59: 262,144 characters of %j take linear time',
  async (unit) => {
    const text = unit.repeat(Math.ceil(262_144 / unit.length));
    expect(Array.isArray(await messages(change('a.txt', 'x', text)))).toBe(true);
  },
);
