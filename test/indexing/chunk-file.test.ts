import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkFile } from '../../src/indexing/chunk-file.ts';

const statement = (name: string) => `  ${name}(one, two, three, four, five, six, seven, eight, nine, ten);`;
const body = (lines: number) => Array.from({ length: lines }, (_, line) => statement(`call${line}`)).join('\n');

async function outline(path: string, text: string): Promise<string[]> {
  const { chunks } = await chunkFile(path, text.split('\n'));
  return chunks.map(({ startLine, endLine, kind, symbol }) => `${startLine}-${endLine} ${kind} ${symbol}`);
}

describe('text that is not what its name says', () => {
  const nonsense = Array<string>(20).fill('func {{{{ ((( ');

  test('is text, and unparsed, where the parser finds no definition in it', async () => {
    expect(await chunkFile('a.go', nonsense)).toMatchObject({ unparsed: true, chunks: [{ kind: 'text' }] });
  });

  test('keeps the definitions that the parser finds beside the errors', async () => {
    const lines = ['package a', '', 'func Add(a int) int {', '\treturn a', '}', '', ...nonsense];
    const { chunks, unparsed } = await chunkFile('a.go', lines);
    expect(unparsed).toBe(false);
    expect(chunks.flatMap(({ definitions }) => definitions)).toEqual(['Add']);
  });
});

describe('TypeScript and JavaScript', () => {
  test('a function is a chunk with the comment above it', async () => {
    const text = `import a from 'a';\n\n/** Adds. */\nexport function add() {\n${body(16)}\n}\n\nfunction sub() {\n${body(16)}\n}`;
    expect(await outline('a.ts', text)).toEqual(['1-1 import null', '3-21 function add', '23-40 function sub']);
  });

  test('small neighbours share a chunk that knows all of their names', async () => {
    const { chunks } = await chunkFile('a.ts', ['const one = 1;', 'type Two = 2;', 'function three() {}']);
    expect(chunks).toMatchObject([{ symbol: 'one', definitions: ['one', 'Two', 'three'] }]);
  });

  test('a small class is one chunk that knows its methods', async () => {
    const text = `class Stack {\n  push() {}\n  pop = () => {};\n}`;
    const { chunks } = await chunkFile('a.ts', text.split('\n'));
    expect(chunks).toEqual([
      {
        startLine: 1,
        endLine: 4,
        kind: 'class',
        symbol: 'Stack',
        definitions: ['Stack', 'Stack.push', 'Stack.pop'],
        parents: [],
        tokens: expect.any(Number),
      },
    ]);
  });

  test('a large class is its head and its methods, never both', async () => {
    const text = `export class Stack {\n  size = 0;\n\n  push() {\n${body(20)}\n  }\n\n  /** Takes one off. */\n  pop() {\n${body(20)}\n  }\n}`;
    expect(await outline('a.ts', text)).toEqual([
      '1-2 class Stack',
      '4-25 method Stack.push',
      '27-50 method Stack.pop',
    ]);
  });

  test('a comment that is too large is split, and the first part has the name', async () => {
    const comment = Array.from({ length: 120 }, () => '// What a customer wants to buy, in the order of time.').join(
      '\n',
    );
    const { chunks } = await chunkFile('a.js', `${comment}\nfunction buy() {\n${body(8)}\n}`.split('\n'));
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.map(({ definitions }) => definitions.join())).toEqual(['buy', ...chunks.slice(1).map(() => '')]);
    expect(new Set(chunks.map(({ symbol }) => symbol))).toEqual(new Set(['buy']));
  });

  test('the head of a class goes by the class, though a small member is in it', async () => {
    const text = `class Stack {\n  size() {}\n\n  push() {\n${body(50)}\n  }\n}`;
    const { chunks } = await chunkFile('a.js', text.split('\n'));
    expect(chunks[0]).toMatchObject({ symbol: 'Stack', kind: 'class', definitions: ['Stack', 'Stack.size'] });
  });

  test('a function that is too large is split between its statements, under one name', async () => {
    const { chunks } = await chunkFile('a.js', `function long() {\n${body(60)}\n}`.split('\n'));
    expect(chunks.length).toBeGreaterThan(1);
    expect(new Set(chunks.map(({ symbol }) => symbol))).toEqual(new Set(['long']));
    expect(chunks.flatMap(({ definitions }) => definitions)).toEqual(['long']);
  });

  test.each([
    ['const f = () => {};', 'function f'],
    ['export const limit = 10;', 'constant limit'],
    ['export default function main() {}', 'function main'],
    ['exports.run = function () {};', 'function exports.run'],
    ['Reply.prototype.send = function () {};', 'function Reply.prototype.send'],
    ['interface Shape { area: number }', 'interface Shape'],
    ['enum Colour { Red }', 'enum Colour'],
    ['declare function gtag(): void;', 'function gtag'],
    ['namespace Tools { export const a = 1; }', 'module Tools'],
    ['abstract class Base {}', 'class Base'],
    ['@decorated class View {}', 'class View'],
    ["const fs = require('fs');", 'import null'],
    ["export * from './cart.js';", 'export null'],
    ["export { Cart, Line as Item } from './cart.js';", 'export null'],
    ["import Cart from './cart.js'; export { Cart }; export default Cart;", 'export null'],
    ["module.exports = { Cart, line: require('./line') };", 'export null'],
    ['module.exports = { total() {} };', 'code null'],
    ["export { Cart } from './cart.js'; run();", 'export null'],
    ['run();', 'code null'],
  ])('%s', async (text, expected) => {
    expect(await outline('a.ts', text)).toEqual([`1-1 ${expected}`]);
  });

  test('what passes on its imports is an export, unless there is other code', async () => {
    expect(await outline('a.js', "import a from 'a';\nexport * from 'b';\nexport { a };")).toEqual(['1-3 export null']);
    expect(await outline('a.js', "export * from 'b';\nrun();")).toEqual(['1-2 code null']);
  });

  test('constants of a function are not definitions', async () => {
    const { chunks } = await chunkFile('a.js', `function long() {\nconst inner = 1;\n${body(60)}\n}`.split('\n'));
    expect(chunks.flatMap(({ definitions }) => definitions)).toEqual(['long']);
  });

  test('JSX is read in .tsx', async () => {
    expect(await outline('a.tsx', 'export const Title = () => <h1 id="a">Goat</h1>;')).toEqual(['1-1 function Title']);
  });
});

describe('Python', () => {
  test('decorators stay with what they decorate, and methods are qualified', async () => {
    const method = (name: string) => `    @wraps\n    def ${name}(self):\n${body(20).replaceAll('  ', '        ')}`;
    const text = `class Stack(Base):\n    """A stack."""\n${method('push')}\n\n${method('pop')}`;
    expect(await outline('a.py', text)).toEqual([
      '1-2 class Stack',
      '3-24 method Stack.push',
      '26-47 method Stack.pop',
    ]);
  });

  test.each([
    ['LIMIT = 10', 'constant LIMIT'],
    ['async def run(): ...', 'function run'],
    ['from os import path', 'import null'],
  ])('%s', async (text, expected) => {
    expect(await outline('a.py', text)).toEqual([`1-1 ${expected}`]);
  });
});

describe('parents', () => {
  const parentsOf = async (path: string, text: string) => {
    const { chunks } = await chunkFile(path, text.split('\n'));
    return chunks.map(({ startLine, symbol, parents }) => `${startLine} ${symbol}: ${parents.join(' ')}`);
  };

  test('are the headers of what is around a chunk, outermost first, without their comments and decorators', async () => {
    const text = `/** All. */\nexport namespace Shop {\n  /** Takes. */\n  @sealed\n  export class Stack {\n    size = 0;\n\n    push() {\n${body(20)}\n    }\n\n    pop() {\n${body(20)}\n    }\n  }\n}`;
    expect(await parentsOf('a.ts', text)).toEqual([
      '1 Shop: ',
      '3 Shop.Stack: 2',
      '8 Shop.Stack.push: 2 5',
      '31 Shop.Stack.pop: 2 5',
    ]);
  });

  test('a further part of a function has its header', async () => {
    const parts = await parentsOf(
      'a.py',
      `class Stack:\n    def push(self):\n${body(60).replaceAll('  ', '        ')}`,
    );
    expect(parts.slice(0, 2)).toEqual(['1 Stack: ', '2 Stack.push: 1']);
    expect(parts.slice(2).every((part) => part.endsWith('Stack.push: 1 2'))).toBe(true);
    expect(parts.length).toBeGreaterThan(2);
  });

  test('annotations of Java are no header', async () => {
    const text = `@Component\n@Lazy\npublic class Cart {\n    int size;\n\n    @Override\n    public int total() {\n${body(40)}\n    }\n}`;
    expect((await parentsOf('A.java', text)).at(-1)).toMatch(/ Cart\.total: 3 7$/);
  });

  test('count from the top of the file in a script', async () => {
    const text = `<p>One</p>\n\n<script>\nclass Stack {\n  push() {\n${body(20)}\n  }\n\n  pop() {\n${body(20)}\n  }\n}\n</script>`;
    expect((await parentsOf('a.html', text)).at(-1)).toMatch(/ Stack\.pop: 4$/);
  });
});

describe('references', () => {
  const usedIn = async (path: string, text: string) => (await chunkFile(path, text.split('\n'))).references;

  test('are the names that a chunk uses, each once; comments and strings use nothing', async () => {
    const text =
      "// gross\nfunction pay(cart) {\n  const sum = cart.total() + cart.total() + taxOf(cart, RATE);\n  log('net');\n  return sum;\n}";
    expect(await usedIn('a.js', text)).toEqual([['total', 'taxOf', 'RATE', 'log']]);
  });

  test('parameters of a function are none in its further parts either', async () => {
    const text = `function pay(cart, RATE) {\n${body(60)}\n  return taxOf(cart, RATE);\n}`;
    expect((await usedIn('a.js', text)).at(-1)).toContain('taxOf');
    expect((await usedIn('a.js', text)).at(-1)).not.toContain('cart');
  });

  test('a member is one though a variable has its name', async () => {
    expect(await usedIn('a.py', 'def pay(cart):\n    total = cart.total()\n    return total')).toEqual([['total']]);
  });

  test('text and data have none', async () => {
    expect(await usedIn('a.md', '# Cart\n\n`total()`')).toEqual([[]]);
    expect(await usedIn('a.json', '{ "total": 1 }')).toEqual([[]]);
  });

  test('FAULT 59: they are found in a deep tree and in a wide one', async () => {
    expect((await usedIn('a.js', `${'f(total, ['.repeat(5_000)}${'])'.repeat(5_000)}`)).flat()).toContain('total');
    expect((await usedIn('a.js', `cart${'.add(line)'.repeat(30_000)}`)).flat()).toContain('add');
    expect((await usedIn('a.js', `f(${'total, '.repeat(50_000)}pay);`)).flat()).toEqual(['total', 'pay']);
  });
});

describe('other text', () => {
  test('is cut at blank lines', async () => {
    const paragraph = body(20);
    expect(await outline('a.md', `${paragraph}\n\n${paragraph}\n\n${paragraph}`)).toEqual([
      '1-20 text null',
      '22-41 text null',
      '43-62 text null',
    ]);
  });

  test('an empty file and one of blank lines have no chunks', async () => {
    expect((await chunkFile('a.ts', [])).chunks).toEqual([]);
    expect((await chunkFile('a.md', ['', '  ', '\t'])).chunks).toEqual([]);
  });
});

describe('every line that is not blank is in exactly one chunk, in order', () => {
  const line = fc.constantFrom(
    '',
    '  ',
    'class A {',
    'class B:',
    '  def b(self):',
    '    x = 1',
    'function f() {',
    '  g(() => {',
    '  });',
    '}',
    '// c',
    '# c',
    '@d',
    "'''",
    '`',
    'x'.repeat(3_000),
    statement('call'),
    'a(); b(); // c',
    '/* c',
    '*/ d();',
  );

  test.each(['a.ts', 'a.tsx', 'a.js', 'a.py', 'a.txt'])('in %s, however broken', async (path) => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 60 }), async (lines) => {
        const covered = (await chunkFile(path, lines)).chunks.flatMap(({ startLine, endLine }) =>
          Array.from({ length: endLine - startLine + 1 }, (_, index) => startLine + index),
        );
        expect(new Set(covered).size).toBe(covered.length);
        expect(covered).toEqual([...covered].sort((left, right) => left - right));
        const filled = lines.flatMap((text, index) => (text.trim() === '' ? [] : [index + 1]));
        expect(covered).toEqual(expect.arrayContaining(filled));
      }),
      { numRuns: 60 },
    );
  });

  test('FAULT 59: a tree of 20,000 levels does not exhaust the stack', async () => {
    const lines = Array.from({ length: 20_000 }, () => 'f(');
    const { chunks } = await chunkFile('a.js', lines);
    expect(chunks.at(-1)?.endLine).toBe(20_000);
  });
});
