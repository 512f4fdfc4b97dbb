import type { RiskArea, RiskLevel } from './risk.ts';

interface AreaRule {
  readonly area: RiskArea;
  readonly level: RiskLevel;
  /** Completes "It …". */
  readonly why: string;
  /** Words of the path's folders and name, and of the symbols that change. */
  readonly words?: ReadonlySet<string>;
  /** The path as a whole. */
  readonly path?: RegExp;
  /** A line that is added or removed. */
  readonly line?: RegExp;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Which paths, names and lines belong to which area: docs/risk.md shows the same to people. Every pattern is linear. */
export const areaRules: readonly AreaRule[] = [
  {
    area: 'authentication',
    level: 'high',
    why: 'decides who may do what',
    words: words(
      'auth authn authz oauth oauth2 oidc saml sso login logout signin signup password passwords passwd jwt rbac acl permission permissions authenticate authentication authenticator authorize authorization authorizer',
    ),
  },
  {
    area: 'authentication',
    level: 'medium',
    why: 'handles sessions, cookies or secrets',
    words: words('session sessions cookie cookies csrf xsrf cors credential credentials secret secrets'),
  },
  {
    area: 'cryptography',
    level: 'high',
    why: 'is cryptography',
    words: words('crypto cryptography cipher ciphers encrypt decrypt encryption decryption hmac tls ssl x509 keyring'),
  },
  {
    area: 'cryptography',
    level: 'medium',
    why: 'calls cryptography',
    line: /\b(?:createHmac|createCipheriv|createDecipheriv|createSign|createVerify|pbkdf2|bcrypt|scrypt|argon2|hashlib|MessageDigest|SecureRandom|verify_signature|crypto\.subtle)\b/,
  },
  {
    area: 'payments',
    level: 'high',
    why: 'moves money',
    words: words('payment payments billing checkout stripe paypal braintree payout payouts refund refunds paywall'),
  },
  {
    area: 'migrations',
    level: 'high',
    why: 'changes how stored data is laid out',
    path: /(?:^|\/)(?:migrations?|migrate|alembic|flyway|liquibase)\/|(?:^|\/)(?:schema\.(?:sql|rb|prisma)|structure\.sql)$/i,
    line: /\b(?:drop|alter|truncate)\s{1,4}(?:table|column|database|schema)\b/i,
  },
  {
    area: 'ci',
    level: 'high',
    why: 'decides how the project is built, checked or deployed',
    path: /(?:^|\/)(?:\.github|\.circleci|\.buildkite|\.gitlab)\/|(?:^|\/)(?:\.gitlab-ci\.yml|\.travis\.yml|azure-pipelines\.yml|bitbucket-pipelines\.yml|jenkinsfile|\.drone\.yml|dockerfile[^/]*|docker-compose[^/]*\.ya?ml|compose\.ya?ml|procfile)$|\.tf$/i,
  },
  {
    area: 'dependencies',
    level: 'medium',
    why: 'says what the project depends on',
    path: /(?:^|\/)(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|pyproject\.toml|setup\.(?:py|cfg)|requirements[^/]*\.(?:txt|in)|pipfile(?:\.lock)?|poetry\.lock|uv\.lock|go\.(?:mod|sum)|cargo\.(?:toml|lock)|gemfile(?:\.lock)?|[^/]+\.gemspec|composer\.(?:json|lock)|pom\.xml|(?:build|settings)\.gradle(?:\.kts)?|libs\.versions\.toml|[^/]+\.csproj|directory\.packages\.props|packages\.config|mix\.(?:exs|lock)|pubspec\.(?:yaml|lock)|package\.swift|podfile(?:\.lock)?)$/i,
  },
  {
    area: 'concurrency',
    level: 'medium',
    why: 'is about threads, locks or the like',
    words: words('mutex semaphore deadlock concurrency concurrent threadpool atomic atomics'),
    line: /\b(?:mutex|rwmutex|rwlock|semaphore|synchronized|volatile|Atomic\w{1,30}|Atomics|SharedArrayBuffer|threading|multiprocessing|asyncio\.Lock|ReentrantLock|dispatch_async|memory_order\w{0,20})\b/i,
  },
];
