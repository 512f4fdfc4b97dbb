import { describe, expect, test } from 'vitest';
import { cleanLog } from '../../src/ci/clean-log.ts';

describe('cleanLog', () => {
  test('takes the colours, links and titles of a terminal away', () => {
    expect(cleanLog('\x1b[31m✖\x1b[39m red \x1b]8;;https://a.b\x07link\x1b]8;;\x1b\\ \x1b[2K\x1b(Bend')).toBe(
      '✖ red link end',
    );
  });

  test("takes the timestamps and group lines of Actions away, and keeps an annotation's text", () => {
    const log = [
      '\ufeff2026-11-22T10:53:03.5730000Z ##[group]Run npm test',
      '2026-11-22T10:53:03.5730001Z ##[endgroup]',
      '2026-11-22T10:53:04.0000000Z   ok',
      '2026-11-22T10:53:05.0000000Z ',
      '2026-11-22T10:53:06.0000000Z ##[error]Process completed with exit code 1.',
    ];
    expect(cleanLog(log.join('\r\n'))).toBe('  ok\n\nProcess completed with exit code 1.');
  });

  test('keeps what a progress bar wrote last', () => {
    expect(cleanLog('10%\r50%\r100%\r\ndone')).toBe('100%\ndone');
  });

  test('FAULT 33: bytes that are not UTF-8 become replacement characters', () => {
    expect(cleanLog(Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x00, 0x0a, 0x63]))).toBe('a\ufffd\ufffdb\nc');
  });

  test.each([
    ['escapes', '\x1b'],
    ['unfinished colours', '\x1b[0'],
    ['unfinished titles', '\x1b]0;'],
    ['carriage returns', '\r'],
    ['spaces', ' '],
    ['one letter', 'x'],
    ['lines', '\n'],
  ])('FAULT 59: 262,144 characters of %s are cleaned at once', (_, piece) => {
    const log = piece.repeat(262_144 / piece.length);
    expect(cleanLog(log).length).toBeLessThanOrEqual(log.length);
  });
});
