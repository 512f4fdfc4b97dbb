import { expect, test } from 'vitest';
import { findSecret, redactSecrets, registerSecret } from '../../src/security/redact-secrets.ts';

const letters = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';
const jwt = `eyJ${letters}.eyJ${letters}-_${letters}.${letters}`;
const key = `-----BEGIN RSA PRIVATE KEY-----\n${letters}\n${letters}\n-----END RSA PRIVATE KEY-----`;

test.each([
  ...['ghp', 'gho', 'ghu', 'ghs', 'ghr', 'github_pat'].map((prefix) => `${prefix}_${letters}`),
  ...[`ghs_${jwt}`, jwt, `sk-ant-api03-${letters}`, 'AKIAABCDEFGHIJKLMNOP', key],
])('%j is taken out, and is certainly a secret', (secret) => {
  expect(redactSecrets(`before ${secret} after`)).toBe('before [redacted] after');
  expect(findSecret(`before ${secret} after`)).toBeDefined();
});

test.each([
  [`Authorization: Bearer ${letters}`, 'Authorization: Bearer [redacted]'],
  ['AUTHORIZATION: basic dXNlcjpwYXNz', 'AUTHORIZATION: basic [redacted]'],
  ['{"authorization":"token abc"}', '{"authorization":"token [redacted]"}'],
  ['https://user:pass@example.org/x', 'https://[redacted]@example.org/x'],
  ['https://x-access-token:abc@github.com/o/r.git', 'https://[redacted]@github.com/o/r.git'],
  ['postgres://:secret@host/db', 'postgres://[redacted]@host/db'],
])('%j is taken out, but may be an example', (text, clean) => {
  expect(redactSecrets(text)).toBe(clean);
  expect(findSecret(text)).toBeUndefined();
});

test('a private key that is cut off takes the rest with it', () => {
  expect(redactSecrets(`a ${key.slice(0, 60)}`)).toBe('a [redacted]');
  expect(redactSecrets(`a ${key} b ${key} c`)).toBe('a [redacted] b [redacted] c');
});

test('FAULT 51: a registered secret is found whatever its shape, also in base64', () => {
  registerSecret('correct horse battery');
  registerSecret('short');
  const encoded = Buffer.from('correct horse battery').toString('base64');
  expect(redactSecrets(`correct horse battery, ${encoded}, short`)).toBe('[redacted], [redacted], short');
  expect(findSecret('a correct horse battery')).toBe('a secret of this process');
});

test.each([
  'ghp_short',
  'see https://example.org:8080/a@b',
  'a:b@c',
  'eyJust a word',
  'the authorization of users',
  '',
])('%j stays', (text) => {
  expect(redactSecrets(text)).toBe(text);
  expect(findSecret(text)).toBeUndefined();
});

test.each([
  ...[
    'ghp_',
    'github_pat_',
    'eyJ',
    'eyJaaaaaaaa-',
    'eyJaaaaaaaa.',
    'sk-ant-',
    'AKIA',
    'authorization: ',
    'a://',
    'a:',
    'ab://c:',
  ],
  ...['-----BEGIN PRIVATE KEY-----', '-----BEGIN ', '-----END PRIVATE KEY-----', '-', 'x', ' ', '@', '.'],
])('FAULT 59: 262,144 characters of %j take linear time', (unit) => {
  expect(typeof redactSecrets(unit.repeat(Math.ceil(262_144 / unit.length)))).toBe('string');
});
