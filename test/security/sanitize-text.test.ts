import { expect, test } from 'vitest';
import { sanitizeText } from '../../src/security/sanitize-text.ts';

const seen = 'Please fix the parser.';

test.each([
  ['tag characters', [...'do evil'].map((c) => String.fromCodePoint(0xe0000 + (c.codePointAt(0) ?? 0))).join('')],
  ['variation selectors', '\ufe00\ufe0f\u{e0100}\u{e01ef}'],
  ['zero-width characters and joiners', '\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff'],
  ['direction marks and overrides', '\u200e\u200f\u061c\u202a\u202e\u2066\u2069'],
  ['the Mongolian separator', '\u180e'],
  ['Hangul fillers', '\u115f\u1160\u3164\uffa0'],
  ['the Braille blank', '\u2800'],
  ['annotations', '\ufff9\ufffa\ufffb'],
  ['soft hyphens and joiners of graphemes', '\u00ad\u034f'],
  ['control characters', '\u0000\u0007\u0008\u001b\u007f\u009b'],
  ['lone surrogates', '\ud800'],
  ['terminal colours', '\u001b[31m\u001b[0;1m\u001b[2K'],
])('FAULT 49: %s are taken out', (_, hidden) => {
  expect(sanitizeText(`Please ${hidden}fix the parser.${hidden}`)).toBe(seen);
});

test.each([
  ['a comment', '<!-- evil -->'],
  ['a comment over lines', '<!--\nevil\n\nevil\n-->'],
  ['an unfinished comment', '<!-- evil'],
  ['an unfinished comment in a list', '- <!-- evil\n\nevil'],
  ['a comment opened with a hidden character in it', '<!\u200b-- evil --\u200b>'],
  ['a declaration', '<!DOCTYPE evil>'],
  ['a CDATA section', '<![CDATA[ evil ]]>'],
  ['a processing instruction', '<?evil instruction?>'],
  ['a Markdown comment', '\n[//]: # (evil)'],
  ['a Markdown comment in quotes', '\n[//]: # "evil"'],
  ['a Markdown comment to nowhere', "\n[comment]: <> 'evil'"],
  ['a Markdown comment over lines', '\n[//]:\n  #\n  (evil\nevil)'],
  ['a Markdown comment in a list', '\n- [x]: #evil'],
  ["a link's title", '\n[1]: https://example.org "evil"'],
])('FAULT 49: %s is taken out', (_, hidden) => {
  const clean = sanitizeText(`${seen} ${hidden}`);
  expect(clean).toContain(seen);
  expect(clean).not.toContain('evil');
});

test('FAULT 49: what is left of nested comments does not become a comment again', () => {
  for (const nested of ['<!-<!-- a -->- evil -->', '<<!-- -->!-- evil -->', '<!<!-- a -->-- evil -->']) {
    expect(sanitizeText(nested)).not.toMatch(/<!--/);
  }
  expect(sanitizeText('<!-- a <!-- b --> c')).toBe('  c');
});

test('an unfinished comment leaves a note, so that nobody wonders where the rest went', () => {
  expect(sanitizeText('before <!-- after')).toBe('before [an unfinished comment was removed here]');
});

test('what people see stays as it is', () => {
  const text = [
    '# Crash in `parse`',
    '',
    'a < b && c > d; x <- y; e.g. <div class="a">text</div> — “quoted”, naïve, 日本語, 🐐',
    '```php',
    '<?php echo $a->b; ?><?= 1 ?>',
    '```',
    '\tindented with a tab',
    'See [the docs][1] and [this](https://example.org).',
    '',
    '[1]: https://example.org/a#b',
    '[key]: value,',
  ].join('\n');
  expect(sanitizeText(text)).toBe(text);
});

test('line ends become one kind', () => {
  expect(sanitizeText('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd');
});

test.each([
  ...[
    '<',
    '<!',
    '<!--',
    '<!-- -->',
    '-->',
    '<?',
    '![',
    '[',
    ']',
    '[a]:',
    '[//]: # (',
    '[//]: # (\n',
    '[a]: <',
    ' ',
    '\n',
  ],
  ...['>', '\u200b', '\u001b[', '\u001b[0', 'x', '"', "[a]: b '\n", '[a]: #\n', '\ud800'],
])('FAULT 59: 262,144 characters of %j take linear time', (unit) => {
  const text = unit.repeat(Math.ceil(262_144 / unit.length));
  expect(sanitizeText(text).length).toBeLessThanOrEqual(2 * text.length);
  expect(sanitizeText(`[a]:${text}`).length).toBeLessThanOrEqual(2 * text.length);
});
