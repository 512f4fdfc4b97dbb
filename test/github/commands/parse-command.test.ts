import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../src/github/commands/parse-command.ts';

const fix = {
  kind: 'fix',
  planOnly: false,
  hint: '',
  budgetTokens: null,
  budgetDollars: null,
  maxIterations: null,
};

describe('a command', () => {
  test.each([
    ['/goat fix', fix],
    ['/goat stop', { kind: 'stop' }],
    ['/goat status', { kind: 'status' }],
    ['/goat setup', { kind: 'setup', guardWorkflows: false }],
    ['/goat setup --guard-workflows', { kind: 'setup', guardWorkflows: true }],
    ['/goat setup --now', { kind: 'help', unknown: 'setup --now' }],
    ['/goat memory', { kind: 'memory', memory: { action: 'list' } }],
    ['/goat memory list', { kind: 'memory', memory: { action: 'list' } }],
    ['/goat memory list all', { kind: 'help', unknown: 'memory list all' }],
    ['/goat memory forget 12', { kind: 'memory', memory: { action: 'forget', id: 12 } }],
    ['/goat memory forget', { kind: 'help', unknown: 'memory forget' }],
    ['/goat memory forget 12 13', { kind: 'help', unknown: 'memory forget 12 13' }],
    ['/goat memory forget everything', { kind: 'help', unknown: 'memory forget everything' }],
    [
      '/goat memory remember We use tabs.\nEverywhere.',
      { kind: 'memory', memory: { action: 'remember', text: 'We use tabs.\nEverywhere.' } },
    ],
    ['/goat memory remember', { kind: 'help', unknown: 'memory remember' }],
    ['/goat memory wipe', { kind: 'help', unknown: 'memory wipe' }],
    ['/goat review', { kind: 'review', paths: [] }],
    ['/goat review src/cart.js `test/`', { kind: 'review', paths: ['src/cart.js', 'test/'] }],
    ['/goat review --all', { kind: 'help', unknown: 'review --all' }],
    ['/goat help', { kind: 'help', unknown: null }],
    ['/goat', { kind: 'help', unknown: null }],
    ['/GOAT Fix', fix],
    ['   /goat fix', fix],
    ['Hello,\r\n/goat fix\r\n', fix],
    ['- a list\n/goat stop', { kind: 'stop' }],
    ['/goat\u00a0stop', { kind: 'stop' }],
  ])('counts at the start of a line: %j', (body, command) => {
    expect(parseCommand(body)).toEqual(command);
  });

  test('of a review has at most 20 paths of 300 characters', () => {
    const command = parseCommand(`/goat review ${`${'a'.repeat(400)} `.repeat(30)}`);
    expect(command).toEqual({ kind: 'review', paths: Array<string>(20).fill('a'.repeat(300)) });
  });

  test.each([
    '',
    'please /goat fix',
    'x\n    /goat fix',
    '\t/goat fix',
    '/goatfix',
    '/goat-fix',
    '//goat fix',
    'the path /goat fix',
    '- /goat fix',
    '# /goat fix',
  ])('does not count elsewhere: %j', (body) => {
    expect(parseCommand(body)).toBeNull();
  });

  test('is the first one of several', () => {
    expect(parseCommand('/goat status\n/goat stop')).toEqual({ kind: 'status' });
  });

  test.each([
    ['/goat xyz', 'xyz'],
    ['/goat fix --max-iterations many', 'fix --max-iterations many'],
    ['/goat fix --max-iterations', 'fix --max-iterations'],
    ['/goat fix --budget-tokens 0', 'fix --budget-tokens 0'],
    ['/goat fix --budget please', 'fix --budget please'],
    ['/goat fix --budget 0', 'fix --budget 0'],
    ['/goat fix --budget -1', 'fix --budget -1'],
    ['/goat fix --budget 1e9', 'fix --budget 1e9'],
    ['/goat `@everyone`<b>', '?%everyone??b?'.replace('%', '?')],
    [`/goat ${'x'.repeat(1000)}`, 'x'.repeat(60)],
  ])('that is not known asks for help and names itself harmlessly: %j', (body, unknown) => {
    expect(parseCommand(body)).toEqual({ kind: 'help', unknown });
  });
});

describe('`/goat fix`', () => {
  test('takes the rest of its line and what stands below it as a hint', () => {
    expect(parseCommand('Hi\n/goat fix look at  `parse`\nIt fails for\n\n> empty input\n')).toEqual({
      ...fix,
      hint: 'look at `parse`\nIt fails for\n\n> empty input',
    });
  });

  test('takes options before and after its hint', () => {
    expect(parseCommand('/goat fix --budget $2.50 the parser')).toEqual({
      ...fix,
      hint: 'the parser',
      budgetDollars: 2.5,
    });
    expect(parseCommand('/goat fix the parser --budget=2')).toEqual({ ...fix, hint: 'the parser', budgetDollars: 2 });
    const command = { ...fix, hint: 'the parser', budgetTokens: 20_000, maxIterations: 3 };
    expect(parseCommand('/goat fix --budget-tokens 20000 --max-iterations=3 the parser')).toEqual(command);
    expect(parseCommand('/goat fix the parser --max-iterations 3 --budget-tokens 20000')).toEqual(command);
  });

  test('leaves other words with dashes to the hint', () => {
    expect(parseCommand('/goat fix the flag --verbose is ignored')).toEqual({
      ...fix,
      hint: 'the flag --verbose is ignored',
    });
  });

  test('keeps 4,000 characters of the hint and never half an emoji', () => {
    const command = parseCommand(`/goat fix ${'x'.repeat(3_999)}🐐 and more`);
    expect(command).toEqual({ ...fix, hint: 'x'.repeat(3_999) });
  });
});

describe('FAULT 10: a command does not count', () => {
  test.each([
    ['in a quote', '> /goat fix'],
    ['in a quote that goes on lazily', '> as you said\n/goat fix'],
    ['in a quote inside of a list', '- > as you said\n/goat fix'],
    ['in a fence', '```\n/goat fix\n```'],
    ['in a fence with a language', '```sh\n/goat fix\n```'],
    ['in a fence of tildes', '~~~ a `b`\n/goat fix\n~~~'],
    ['in a fence without an end', 'see\n\n```\n\n/goat fix'],
    ['in a long fence that a short one does not end', '````\n```\n/goat fix\n````'],
    ['in a fence that the other kind does not end', '```\n~~~\n/goat fix\n```'],
    ['in a fence that a deeper line does not end', '```\n    ```\n/goat fix\n```'],
    ['in a fence that a line with a word does not end', '```\n``` no\n/goat fix\n```'],
    ['in a fence in a list', '1. run\n   ```\n   /goat fix\n   ```'],
    ['below a fence that its list item may have ended', '- ```\n  code\n```\n/goat fix\n```'],
    ['below a fence that a paragraph may have ended', '- a\n  ```\n  x\ntext\n  ```\n/goat fix\n  ```'],
    ['in a code span', 'a `span\n/goat fix\nends` here'],
    ['in a code span after an escaped backtick', 'a \\` b ` c\n/goat fix\n`'],
    ['in an HTML comment', '<!--\n/goat fix\n-->'],
    ['in an HTML comment with blank lines', '<!-- note\n\n/goat fix\n\n-->'],
    ['in an HTML comment without an end', '<!--\n\n/goat fix'],
    ['in an HTML comment that opens within a line', 'text <!-- \n/goat fix\n-->'],
    ['in a second HTML comment on one line', '<!-- a --> <!--\n/goat fix\n-->'],
    ['in a second HTML comment behind a first', '<!--\n--> <!--\n/goat fix\n-->'],
    ['in <pre>', '<pre>\n\n/goat fix\n\n</pre>'],
    ['in <blockquote>', '<blockquote>\n\n/goat fix\n\n</blockquote>'],
    ['in <code> without an end', 'a <code>\n\n/goat fix'],
    ['in nested <blockquote>', '<blockquote><blockquote>\n</blockquote>\n\n/goat fix\n\n</blockquote>'],
    ['below an end tag that is itself code', '<blockquote>\n\n    </blockquote>\n\n/goat fix\n\n</blockquote>'],
    ['in an attribute', '<img alt="\n/goat fix\n">'],
    ['in a hidden link title', '[//]: # (\n/goat fix\n)'],
    ['below a fence in a block of HTML', '<div>\n```\n\n```\n/goat fix\n```'],
  ])('%s', (_place, body) => {
    expect(parseCommand(body)).toBeNull();
  });
});

describe('a command counts again', () => {
  test.each([
    ['after a quote and a blank line', '> as you said\n\n/goat fix'],
    ['after a fence', '```\ncode\n```\n/goat fix'],
    ['after a fence in a list', '1. run\n   ```\n   code\n   ```\n\n/goat fix'],
    ['after a deep fence in a list', '1. run\n    ```\n    code\n    ```\n\n/goat fix'],
    ['after an empty fence', '```\n```\n/goat fix'],
    ['after inline code', 'The `parse` function and ``a ` b``\n/goat fix'],
    ['after a lone backtick and a blank line', 'can`t\n\n/goat fix'],
    ['after a lone backtick and a fence', 'can`t\n```\nlog\n```\n/goat fix'],
    ['after the comment of an issue template', '<!-- Describe\nthe bug -->\n/goat fix'],
    ['after an empty HTML comment', '<!-->\n/goat fix'],
    ['after code that names a tag', 'The `<pre>` tag and `<!--` break\n/goat fix'],
    ['after <pre>', '<pre>\n\nlog\n</pre>\n\n/goat fix'],
    ['after <details>', '<details><summary>Log</summary>\n\n```\nlog\n```\n\n</details>\n\n/goat fix'],
    ['after a comparison', 'when a < b and c > d\n/goat fix'],
  ])('%s', (_place, body) => {
    expect(parseCommand(body)).toEqual(fix);
  });
});

describe('FAULT 49: hidden characters', () => {
  test.each(['\u200b/goat fix', '/go\u00adat fix', '\ufeff/goat fix', '/goat\u2060 fix', '/goat \u{e0041}fix'])(
    'do not hide a command that people see: %j',
    (body) => {
      expect(parseCommand(body)).toEqual(fix);
    },
  );

  test.each([
    'a\u2028/goat fix',
    'a\u0085/goat fix',
    'a\u000b/goat fix',
    '```\n\u200b```\n/goat fix\n```',
    Array.from('/goat fix', (letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join(''),
  ])('do not make one: %j', (body) => {
    expect(parseCommand(body)).toBeNull();
  });
});

describe('FAULT 59: 262,144 characters of anything take linear time', () => {
  const pieces = [
    '`',
    '~',
    '<',
    '>',
    '-',
    ' ',
    '\t',
    '\n',
    '\r',
    '/',
    '[',
    '1',
    '\\',
    '`\n',
    '<!--',
    '-->',
    '<!-- -->',
    '<pre>',
    '</pre>',
    '<a',
    '``` \n',
    '- ',
    '1. ',
    '> ',
    '/goat',
    '/goat ',
    '/goat x',
    '[a]:',
    '` `` ``` ',
    '\u200b',
    '\u2028',
    '🐐',
    '<pre>\n',
    '\n/goat\u200b',
    '--max-iterations ',
  ];
  // No clock: a pattern that is not linear would run for hours and meet the test's own time limit.
  test.each(pieces)('%j', (piece) => {
    const body = piece.repeat(262_144 / piece.length);
    parseCommand(body);
    parseCommand(`/goat fix ${body}`);
    parseCommand(`x \`\n${body}\n/goat fix`);
  });

  test('any mixture is read without an error', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, 'fix', 'stop\n'), { maxLength: 60 }), (mixture) => {
        const command = parseCommand(mixture.join(''));
        expect(command === null || ['fix', 'setup', 'stop', 'status', 'memory', 'help'].includes(command.kind)).toBe(
          true,
        );
      }),
      { numRuns: 500 },
    );
  });
});
