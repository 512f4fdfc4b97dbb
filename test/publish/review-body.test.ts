import { describe, expect, test } from 'vitest';
import { findingComment, type ReviewSummary, reviewBody, titleOfFinding } from '../../src/publish/review-body.ts';
import type { Finding } from '../../src/review/finding.ts';
import type { RankedFile } from '../../src/review/rank-files.ts';

const finding: Finding = {
  ...{ rule: 'model', category: 'bug', severity: 'major', path: 'src/cart.js', symbol: 'total' },
  ...{ lines: { start: 2, end: 3 }, removed: null, quote: 'x' },
  title: 'An empty cart throws.',
  consequence: '`total([])` reads the price of nothing.',
  suggestion: '  return 0;',
};

const ranked = (path: string, more: Partial<RankedFile> = {}): RankedFile => ({
  file: { path, previousPath: path, language: '', before: '', after: '', hunks: [], isTest: path.startsWith('test/') },
  ...{ score: 1, reasons: [], changed: 4, tests: [] },
  ...more,
});

const head = 'abcdef0'.padEnd(40, '0');
const body = (more: Partial<ReviewSummary> = {}) =>
  reviewBody({
    ...{ summary: '', risk: { level: 'low', findings: [] }, recalled: [], inline: [], elsewhere: [], open: 0 },
    ...{ files: [ranked('src/cart.js')], since: null, head, leftAlone: [], leftOut: [], incomplete: null },
    ...more,
  });

describe('the summary of a review', () => {
  test('counts what was found, and says what was looked at', () => {
    expect(body({ inline: [finding] })).toMatch(
      /^\*\*1 finding\.\*\* Looked at 1 file of the pull request at abcdef0\.$/m,
    );
    const two = body({ inline: [finding, finding], files: [ranked('a.js'), ranked('b.js')], since: 'f'.repeat(40) });
    expect(two).toMatch(/^\*\*2 findings\.\*\* Looked at 2 files of fffffff…abcdef0\.$/m);
  });

  test('is two lines where a push brought nothing worth saying', () => {
    expect(body({ since: 'f'.repeat(40) })).toBe('**Nothing found.** Looked at 1 file of fffffff…abcdef0.');
  });

  test('claims nothing of findings that wait since before', () => {
    const since = 'f'.repeat(40);
    expect(body({ since, open: 2 })).toBe(
      '**Nothing new found.** Looked at 1 file of fffffff…abcdef0. 2 findings of before are still open.',
    );
    expect(body({ since, open: 1, inline: [finding] })).toContain(
      '**1 finding.** Looked at 1 file of fffffff…abcdef0. 1 finding of before is still open.',
    );
  });

  test('lists the files in the order in which to read them, with what tests them and what does not', () => {
    const text = body({
      inline: [finding],
      files: [
        ranked('src/login.js', { reasons: ['a sensitive part by its name', 'no test imports it'] }),
        ranked('src/cart.js', { tests: ['test/cart.test.js'] }),
        ranked('src/lib.rs', { tests: ['tests/lib.rs', 'tests/cart.rs', 'src/lib.rs'] }),
        ranked('test/cart.test.js'),
      ],
    });
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toEqual([
      '| `src/login.js` | 4 | a sensitive part by its name, no test imports it |',
      '| `src/cart.js` | 4 | 1 test file imports it |',
      '| `src/lib.rs` | 4 | it holds tests of its own, 2 test files import it |',
      '| `test/cart.test.js` | 4 | a test |',
    ]);
    expect(text).toContain('No test imports: `src/login.js`.');
  });

  test('names what did not fit and what was left alone, ten at most, and counts the rest', () => {
    const paths = Array.from({ length: 12 }, (_, index) => `src/${index}.js`);
    const text = body({ leftOut: paths, leftAlone: [{ path: 'a.lock', reason: 'generated' }], incomplete: 'Stopped.' });
    expect(text).toContain('**Not complete:** Stopped.');
    expect(text).toMatch(/^Not reviewed, because the budget did not reach: `src\/0\.js`,.* and 2 more\.$/m);
    expect(text).toContain('Left alone: `a.lock` (generated).');
  });

  test('lists at most 40 files', () => {
    const text = body({ files: Array.from({ length: 45 }, (_, index) => ranked(`src/${index}.js`)) });
    expect(text.match(/^\| `/gm)).toHaveLength(40);
    expect(text).toContain('… and 5 more files.');
  });

  test('carries what has no place in the diff, with its place and the mark that it is known by', () => {
    const text = body({ elsewhere: [{ finding, marker: '<!-- mark -->' }] });
    expect(text).toContain('<!-- mark -->\n**`src/cart.js:2`** **major, bug.** An empty cart throws.');
    expect(text).toContain('Instead of these lines:');
    expect(text).not.toContain('```suggestion');
  });

  test('FAULT 48: lets nothing that a model wrote, or that a file is called, ping people, close issues or hide text', () => {
    const text = body({
      summary: 'Fixes #1, says @alice. <!-- hidden',
      inline: [finding],
      files: [ranked('src/`@alice`|.js'), ranked('a.js')],
      incomplete: '@bob',
    });
    expect(text.replaceAll(/`[^`\n]*`/g, '')).not.toMatch(/@(?:alice|bob)\b/);
    expect(text).toContain("| `src/'@alice'\\|.js` | 4 |  |\n| `a.js`");
    expect(text).not.toMatch(/Fixes #1\b/);
    expect(text).not.toContain('<!-- hidden');
  });
});

describe('a comment on lines', () => {
  test('has the severity, the kind, what is wrong and what comes of it', () => {
    expect(findingComment({ ...finding, suggestion: null }, '<!-- mark -->', false)).toBe(
      '<!-- mark -->\n**major, bug.** An empty cart throws.\n\n`total([])` reads the price of nothing.',
    );
  });

  test('offers its suggestion to be taken only where its lines are the ones that are replaced', () => {
    expect(findingComment(finding, '', true)).toContain('```suggestion\n  return 0;\n```');
    const elsewhere = findingComment(finding, '', false);
    expect(elsewhere).not.toContain('```suggestion');
    expect(elsewhere).toContain('return 0;');
  });

  test('is read again for its title, and nothing else is', () => {
    expect(titleOfFinding(findingComment(finding, '<!-- mark -->', true))).toBe('An empty cart throws.');
    expect(titleOfFinding('**important, bug.** No.')).toBeNull();
  });
});
