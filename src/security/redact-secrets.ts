const removed = '[redacted]';

interface SecretShape {
  readonly kind: string;
  readonly pattern: RegExp;
  readonly replacement: string;
  /** Whether the shape alone proves a secret; the others also fit placeholders such as `Bearer $TOKEN`. */
  readonly certain: boolean;
}

/**
 * Shapes of secrets. Each is linear: a match can begin only at the start of a run of its characters, and every
 * quantifier is bounded or followed by a character that it cannot take.
 * GitHub's prefixes: https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
 */
const shapes: readonly SecretShape[] = [
  {
    kind: 'a GitHub token',
    // Installation tokens are turning into `ghs_` and a JWT, so dots count.
    pattern: /(?<![A-Za-z0-9])(?:gh[pousr]_[\w.-]{16,}|github_pat_\w{16,})/g,
    replacement: removed,
    certain: true,
  },
  { kind: 'an Anthropic key', pattern: /(?<![\w-])sk-ant-[\w-]{16,}/g, replacement: removed, certain: true },
  {
    kind: 'an AWS key',
    // Those that end in EXAMPLE are of the documentation.
    pattern: /(?<!\w)(?:AKIA|ASIA)(?![A-Z0-9]{9}EXAMPLE)[A-Z0-9]{16}(?!\w)/g,
    replacement: removed,
    certain: true,
  },
  {
    kind: 'a token',
    // Of npm, GitLab, PyPI, Slack, Stripe, SendGrid, Google and Hugging Face, by the prefixes that they document.
    pattern:
      /(?<![\w-])(?:npm_[A-Za-z0-9]{36}|glpat-[\w-]{20}|pypi-AgEI[\w-]{50}|xox[abpors]-\d[\w-]{20}|[rs]k_live_[A-Za-z0-9]{24}|SG\.[\w-]{22}\.[\w-]{43}|AIza[\w-]{35}|hf_[A-Za-z]{34})[\w-]*/g,
    replacement: removed,
    certain: true,
  },
  {
    kind: 'a JSON web token',
    pattern: /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g,
    replacement: removed,
    certain: true,
  },
  {
    kind: 'an authorization header',
    pattern:
      /((?<!\w)authorization["']?[ \t]{0,8}[:=][ \t]{0,8}["']?(?:(?:basic|bearer|token)[ \t]{1,8})?)(?![ \t])[^\s"']+/gi,
    replacement: `$1${removed}`,
    certain: false,
  },
  {
    kind: 'a password in an address',
    pattern: /((?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,15}:\/\/)[^\s/@:"']{0,256}:[^\s/@"']{1,512}@/gi,
    replacement: `$1${removed}@`,
    certain: false,
  },
];

const keyBegin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;
const keyEnd = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----/g;

/** A key block goes up to its end line, or to the end of the text where that line is cut off. */
function redactPrivateKeys(text: string): string {
  let clean = '';
  let from = 0;
  for (const begin of text.matchAll(keyBegin)) {
    if (begin.index < from) continue;
    clean += text.slice(from, begin.index) + removed;
    keyEnd.lastIndex = begin.index;
    from = keyEnd.exec(text) === null ? text.length : keyEnd.lastIndex;
  }
  return clean + text.slice(from);
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
  for (const { pattern, replacement } of shapes) clean = clean.replace(pattern, replacement);
  return clean;
}

/** What kind of secret the text certainly holds, such as "a GitHub token"; undefined when none. */
export function findSecret(text: string): string | undefined {
  if ([...knownSecrets].some((secret) => text.includes(secret))) return 'a secret of this process';
  if (text.search(keyBegin) !== -1) return 'a private key';
  return shapes.find(({ certain, pattern }) => certain && text.search(pattern) !== -1)?.kind;
}
