import { dataBlock } from '../../src/agent/data-block.ts';
import { cleanLog } from '../../src/ci/clean-log.ts';
import { redactSecrets } from '../../src/security/redact-secrets.ts';
import { sanitizeText, visibleText } from '../../src/security/sanitize-text.ts';

/** What cleans text that others wrote. */
export const cleaners: Readonly<Record<string, (text: string) => string>> = {
  sanitizeText,
  visibleText,
  redactSecrets,
  cleanLog: (text) => cleanLog(text),
  dataBlock: (text) => dataBlock('01JABCDEFGHJKMNPQRSTVWXYZ0', 'issue', text),
};

/** Openings that never close, pieces that nearly match, and runs of one character. */
export const hostile = [
  ...['<', '<!', '<!--', '<!-- -->', '<!-<!-- x -->-', '-->', '<?', '<!a', '![', '[', ']', '![a](', '](', '`', '```\n'],
  ...['[a]:', '[a]: b ', '[a]: b (', '[//]: # (', '[//]: # (\n', '[//]: # "', '[a]: <', "[a]: b '\n", '[a]:\n#\n('],
  ...['> ', '- ', '> [a]', ' ', '\t', '\n', '\r', '\r\n', ' \n', '>', '"', '\u200b', '\u{e0041}', '\ud800', 'é'],
  ...['\u001b[', '\u001b[0', '\u001b[0;', '\u001b]', '\u001b', '\u001b[ ', '::group', '2026-01-01T00:00:00.0000000Z '],
  ...[
    'ghp_',
    'github_pat_',
    'eyJ',
    'eyJaaaaaaaa.',
    'sk-ant-',
    'AKIA',
    'authorization: ',
    'authorization:',
    'a://',
    'a:b@',
  ],
  ...['ab://c:', '-----BEGIN PRIVATE KEY-----', '-----BEGIN ', '-', '@', '.', 'x', 'X9', '0', '_'],
];
