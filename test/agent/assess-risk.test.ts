import { describe, expect, test } from 'vitest';
import { assessRisk, isRiskier } from '../../src/agent/assess-risk.ts';
import type { RiskyFile } from '../../src/agent/risk/risk.ts';

function file(path: string, differences: Partial<RiskyFile> = {}): RiskyFile {
  return {
    path,
    change: 'edit',
    symbols: [],
    added: [],
    removed: [],
    brokenApi: [],
    isTested: true,
    needsApproval: false,
    ...differences,
  };
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

describe('the risk of a change', () => {
  test.each([
    ['authentication', 'high', file('src/auth/login.ts')],
    ['authentication', 'high', file('app/users.py', { symbols: ['User.checkPassword'] })],
    ['authentication', 'medium', file('src/http/cookies.go')],
    ['cryptography', 'high', file('lib/crypto/aes.rb')],
    ['cryptography', 'medium', file('src/ids.ts', { added: ["  const id = createHmac('sha256', key)"] })],
    ['payments', 'high', file('src/StripeCheckout.tsx')],
    ['migrations', 'high', file('db/migrations/0007_users.sql')],
    ['migrations', 'high', file('src/clean.ts', { added: ["query('ALTER TABLE users DROP COLUMN age')"] })],
    ['ci', 'high', file('.github/actions/build/action.yml')],
    ['ci', 'high', file('deploy/Dockerfile.prod')],
    ['dependencies', 'medium', file('packages/api/package.json')],
    ['dependencies', 'medium', file('Cargo.lock')],
    ['dependencies', 'medium', file('requirements-dev.txt')],
    ['publicApi', 'medium', file('src/index.ts', { brokenApi: ['add'] })],
    ['concurrency', 'medium', file('src/pool.go', { removed: ['\tmu sync.Mutex'] })],
    ['deletions', 'medium', file('src/old.ts', { change: 'delete' })],
    ['deletions', 'medium', file('src/old.ts', { removed: lines(90), added: lines(2) })],
    ['size', 'medium', file('src/big.ts', { added: lines(401) })],
    ['size', 'high', file('src/big.ts', { added: lines(1_501) })],
    ['untested', 'low', file('src/lonely.ts', { isTested: false })],
    ['paths', 'high', file('src/precious.ts', { needsApproval: true })],
  ] as const)('%s is %s: %o', (area, level, changed) => {
    const report = assessRisk([changed]);
    expect(report.level).toBe(level);
    expect(report.findings).toContainEqual(expect.objectContaining({ area, level }));
  });

  test.each([
    ['another word that only holds one', file('src/authors/cryptic-names.ts')],
    ['tokens of a text', file('src/text/tokens.ts')],
    ['prose', file('docs/authentication.md')],
    ['prose that goes', file('docs/old.md', { change: 'delete', removed: lines(300) })],
    ['a test', file('test/auth/login.test.ts', { change: 'delete' })],
    ['a lock file by another name', file('src/package-json.ts')],
    ['nothing at all', file('src/add.ts', { added: ['return a + b;'], removed: ['return a - b;'] })],
  ])('is low for %s', (_, changed) => {
    expect(assessRisk([changed]).level).toBe('low');
  });

  test('of a file without a test is no reason where the change brings one', () => {
    expect(assessRisk([file('src/a.ts', { isTested: false }), file('test/a.test.ts', { change: 'create' })])).toEqual({
      level: 'low',
      findings: [],
    });
  });

  test('is what the repository says of an area, but not below what it wants approved', () => {
    const files = [file('src/auth.ts'), file('package.json')];
    expect(assessRisk(files, { authentication: 'low' }).level).toBe('medium');
    expect(assessRisk(files, { dependencies: 'high', authentication: 'low' }).level).toBe('high');
    expect(assessRisk([file('src/auth.ts', { needsApproval: true })], { authentication: 'low' }).level).toBe('high');
  });

  test('names the gravest first, each area of a file once', () => {
    const { findings } = assessRisk([file('package.json'), file('src/login/session.ts')]);
    expect(findings.map(({ area, level }) => `${level} ${area}`)).toEqual([
      'high authentication',
      'medium dependencies',
    ]);
  });

  test('FAULT 59: is found in linear time in lines and names of any length', () => {
    const long = 'x'.repeat(262_144);
    const many = Array.from({ length: 5_000 }, () => `${' '.repeat(200)}drop    tabl`);
    expect(assessRisk([file('src/a.ts', { symbols: [long], added: [long, ...many] })]).level).toBe('high');
  });

  test('of a patch goes beyond that of its plan where it has a high one more', () => {
    const [auth, both] = [assessRisk([file('src/auth.ts')]), assessRisk([file('src/auth.ts'), file('src/billing.ts')])];
    expect(isRiskier(auth, both)).toBe(true);
    expect(isRiskier(both, auth)).toBe(false);
    expect(isRiskier(auth, assessRisk([file('src/auth.ts'), file('package.json')]))).toBe(false);
  });
});
