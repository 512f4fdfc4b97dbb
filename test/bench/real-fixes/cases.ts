/** A fix that a project made for itself, and a first attempt at it that its tests turn down. */
export interface RealCase {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly base: string;
  /** The commit after `base` that holds the fix and its tests. */
  readonly fix: string;
  readonly setup: string;
  readonly test: string;
  /** Lines of ours that the first attempt puts behind a line of a file. */
  readonly wrong: {
    readonly path: string;
    readonly afterLine: number;
    readonly text: string;
    readonly subject: string;
  };
}

/**
 * The whole unit suites. `--before` takes the dependencies of the day of the fix: newer ones fail tests of their own.
 */
export const fixCases: readonly RealCase[] = [
  {
    repository: 'fastify/fastify',
    base: '01ca8393b9',
    fix: '29bdcbb91f1318dc90ae8c0e52ab6f4e13c42744',
    setup: 'npm install --ignore-scripts --no-audit --no-fund --loglevel=error --before 2026-07-31',
    test: 'npm run unit',
    wrong: {
      path: 'lib/content-type.js',
      afterLine: 140,
      text: "      matches[2] = matches[2].replace(/\\\\(.)/g, '$1')",
      subject: 'Unescape quoted pairs in parameter values',
    },
  },
  {
    repository: 'fastify/fastify',
    base: '043baf9880',
    fix: '7299a57d3fdce7da49f2c6d19ba08dc673e53f22',
    setup: 'npm install --ignore-scripts --no-audit --no-fund --loglevel=error --before 2026-08-04',
    test: 'npm run unit',
    wrong: {
      path: 'lib/reply.js',
      afterLine: 600,
      text: "    if (header === '') reply.removeHeader('Trailer')",
      subject: 'Drop the Trailer header when no trailer is left',
    },
  },
  {
    repository: 'honojs/hono',
    base: '63bbcf508c',
    fix: 'a19462879716e7b600daed8eb3a1b2af4bd68feb',
    setup: 'npm install --ignore-scripts --no-audit --no-fund --loglevel=error --before 2026-08-18',
    test: 'npx vitest --run --project main --coverage.enabled=false',
    wrong: {
      path: 'src/router/pattern-router/router.ts',
      afterLine: 31,
      text: "    if (endsWithWildcard) {\n      parts.push('/')\n    }",
      subject: 'Ask for the slash before a trailing wildcard',
    },
  },
  {
    repository: 'probot/probot',
    base: '7fd06d6975',
    fix: '646b6a9276f1873f82d938020849193dbd2da89d',
    setup: 'npm ci --ignore-scripts --no-audit --no-fund --loglevel=error',
    test: 'npm run build && npx jest',
    wrong: {
      path: 'src/octokit/get-probot-octokit-with-defaults.ts',
      afterLine: 52,
      text: '  defaultOptions.log = options.log;',
      subject: 'Give the logger to octokit',
    },
  },
];

/** A case's name: the repository's, and the start of the commit's. */
export function caseName({ repository, fix }: RealCase): string {
  return `${repository.split('/')[1]}-${fix.slice(0, 7)}`;
}
