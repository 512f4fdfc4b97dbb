const removed = '[redacted]';

/**
 * Shapes of secrets, each linear in time: no pattern can match the same text in two ways, and every quantifier is
 * either bounded or followed by a character that it cannot take.
 * GitHub's prefixes: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
 */
const patterns: readonly { readonly pattern: RegExp; readonly replacement: string }[] = [
  // Personal, OAuth, user, server and refresh tokens. Installation tokens turn into `ghs_` and a JWT, so dots count.
  { pattern: /\bgh[pousr]_[A-Za-z0-9_.-]{16,}/g, replacement: removed },
  { pattern: /\bgithub_pat_[A-Za-z0-9_]{16,}/g, replacement: removed },
  { pattern: /\bsk-ant-[A-Za-z0-9_-]{16,}/g, replacement: removed },
  { pattern: /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,}/g, replacement: removed },
  { pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, replacement: removed },
  {
    pattern: /(\bauthorization["']?[ \t]{0,8}[:=][ \t]{0,8}["']?(?:basic|bearer|token)[ \t]{1,8})[^\s"']+/gi,
    replacement: `$1${removed}`,
  },
  { pattern: /(\b[a-z][a-z0-9+.-]{1,15}:\/\/)[^\s/@:"']{0,256}:[^\s/@"']{1,512}@/gi, replacement: `$1${removed}@` },
];

const keyBegin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;
const keyEnd = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;

/** A key block goes up to its end line, or to the end of the text where that line is cut off. */
function redactPrivateKeys(text: string): string {
  const kept: string[] = [];
  let from = 0;
  keyBegin.lastIndex = 0;
  for (let begin = keyBegin.exec(text); begin !== null; begin = keyBegin.exec(text)) {
    kept.push(text.slice(from, begin.index), removed);
    keyEnd.lastIndex = begin.index;
    from = keyEnd.exec(text) === null ? text.length : keyEnd.lastIndex;
    keyBegin.lastIndex = from;
  }
  return kept.join('') + text.slice(from);
}

const knownSecrets = new Set<string>();

/**
 * Registers a secret of this process so that `redactSecrets` finds it whatever its shape, also in base64.
 * Values under 8 characters are ignored: they would blank ordinary words.
 */
export function registerSecret(secret: string): void {
  if (secret.length < 8) return;
  knownSecrets.add(secret);
  knownSecrets.add(Buffer.from(secret).toString('base64'));
}

/**
 * The text without secrets: registered ones, and whatever has the shape of a token, a private key, an authorization
 * header or a password in an address. Linear time.
 */
export function redactSecrets(text: string): string {
  let clean = text;
  for (const secret of knownSecrets) clean = clean.replaceAll(secret, removed);
  clean = redactPrivateKeys(clean);
  for (const { pattern, replacement } of patterns) clean = clean.replace(pattern, replacement);
  return clean;
}
