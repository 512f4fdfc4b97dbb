import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import { createPatternStore } from '../../src/adapters/postgres/pattern-store.ts';
import { createReviewStore } from '../../src/adapters/postgres/review-store.ts';
import { findingMarker, fingerprintsIn } from '../../src/review/fingerprint.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { modelThat, textOf } from '../fakes/model-that.ts';
import { createReviewer, type PullToReview } from '../fakes/reviewer.ts';
import { commitFiles, type Files, temporaryRepository } from '../workspace/temporary-repository.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const cart = `export function total(items, discount) {
  if (items === null) return 0;
  let sum = 0;
  for (const item of items) sum += item.price;
  return sum - discount;
}
`;
const careless = cart.replace('  if (items === null) return 0;\n', '');
const noted = `// TODO: rounding\n${careless}`;

async function change(before: Files, after: Files): Promise<Pick<PullToReview, 'gitDir' | 'mergeBase' | 'head'>> {
  const { gitDir, commit: mergeBase } = await temporaryRepository(before);
  return { gitDir, mergeBase, head: await commitFiles(gitDir, after) };
}

async function reviewed(more: Partial<PullToReview> = {}, after: Files = { 'cart.js': careless }) {
  const reviewer = createReviewer(database);
  const outcome = await reviewer.review({ ...(await change({ 'cart.js': cart }, after)), ...more });
  const [review] = reviewer.reviews;
  return { outcome, review, comments: review?.comments.length, check: reviewer.checks.at(-1), reviewer };
}

describe('`review` in goat.yml', () => {
  test('onOpen and onPush decide when; who asks gets a review all the same', async () => {
    expect((await reviewed()).outcome).toMatchObject({ kind: 'reviewed', next: '' });
    const off = await reviewed({ review: { onOpen: false } });
    expect(off).toMatchObject({
      outcome: { kind: 'ignored' },
      check: { conclusion: 'neutral', title: 'Not reviewed' },
    });
    const pushed = { request: { trigger: 'push' }, review: { onPush: false } } as const;
    expect((await reviewed(pushed)).outcome.kind).toBe('ignored');
    const asked = await reviewed({ request: { trigger: 'command' }, review: { onOpen: false, onPush: false } });
    expect(asked.outcome).toMatchObject({ kind: 'reviewed', next: expect.stringContaining('/goat review') });
  });

  test('drafts and bots are reviewed where they are asked for', async () => {
    expect((await reviewed({ isDraft: true })).outcome.reason).toBe('Not reviewed. It is a draft.');
    expect((await reviewed({ isDraft: true, review: { drafts: true } })).outcome.kind).toBe('reviewed');
    expect((await reviewed({ authorIsBot: true })).outcome.reason).toBe('Not reviewed. A bot opened it.');
    expect((await reviewed({ authorIsBot: true, review: { bots: true } })).outcome.kind).toBe('reviewed');
  });

  test('exclude leaves files alone, and says so', async () => {
    const after = { 'cart.js': careless, 'gen/cart.js': careless };
    const { review } = await reviewed({ review: { exclude: ['gen/'] } }, after);
    expect(review?.body).toContain('Left alone: `gen/cart.js` (excluded).');
    const { outcome, check } = await reviewed({ review: { exclude: ['*.js'] } });
    expect(outcome.kind).toBe('ignored');
    expect(check?.summary).toBe('All that changed is left alone: `cart.js` (excluded).');
  });

  test('floor keeps what is less severe to itself', async () => {
    const after = { 'cart.js': noted };
    expect((await reviewed({}, after)).comments).toBe(1);
    expect((await reviewed({ review: { floor: 'note' } }, after)).comments).toBe(2);
    const { comments, check } = await reviewed({ review: { floor: 'critical' } }, after);
    expect([comments, check?.title]).toEqual([0, 'Nothing found in what was reviewed']);
  });

  test('comments is the most of them; further findings stand in the summary, and are known again there', async () => {
    const { comments, review } = await reviewed({ review: { floor: 'note', comments: 1 } }, { 'cart.js': noted });
    expect(comments).toBe(1);
    expect(review?.body).toContain('`cart.js:1`');
    expect(fingerprintsIn(review?.body ?? '')).toHaveLength(1);
  });

  test('paths that are asked for are all that is looked at', async () => {
    const after = { 'cart.js': careless, 'other.js': careless };
    const { review } = await reviewed({ request: { trigger: 'command', paths: ['other.js'] } }, after);
    expect(review?.body).toContain('Looked at 1 file');
    expect(review?.body).toContain('`cart.js` (not asked for)');
  });

  test('who asks for paths that hold nothing of the change is told so; nobody else is', async () => {
    const { outcome, review } = await reviewed({ request: { trigger: 'command', paths: ['doc/', 'a.js'] } });
    expect(outcome.kind).toBe('ignored');
    expect(review?.body).toBe(
      '**Not reviewed.** No file that the pull request changes is in `doc/`, `a.js`. Name changed files or folders, or none for all of them.',
    );
    expect((await reviewed({ isDraft: true })).review).toBeUndefined();
  });

  test('paths that are asked for leave the rest unreviewed: the check is not green, and a push brings all of it', async () => {
    const opened = await change(
      { 'cart.js': cart, 'other.js': 'one();\n' },
      { 'cart.js': careless, 'other.js': 'two();\n' },
    );
    const reviewer = createReviewer(database);
    await reviewer.review({ ...opened, request: { trigger: 'command', paths: ['other.js'] } });
    expect(reviewer.checks.at(-1)).toMatchObject({ conclusion: 'neutral' });
    const head = await commitFiles(opened.gitDir, { 'cart.js': careless, 'other.js': 'three();\n' });
    await reviewer.review({ ...opened, head, request: { trigger: 'push' } });
    expect(reviewer.reviews.map(({ comments }) => comments.length)).toEqual([0, 1]);
  });
});

describe('a finding', () => {
  test('is raised once, wherever its lines move in five pushes', async () => {
    const { gitDir, mergeBase, head } = await change({ 'cart.js': cart }, { 'cart.js': careless });
    const reviewer = createReviewer(database);
    await reviewer.review({ gitDir, mergeBase, head });
    let text = careless;
    for (let push = 1; push <= 4; push += 1) {
      text = `// ${push}\n${text.replace(/\bsum\b/g, push % 2 === 0 ? 'sum' : 'all')}`;
      const next = await commitFiles(gitDir, { 'cart.js': text });
      await reviewer.review({ gitDir, mergeBase, head: next, request: { trigger: 'push' } });
    }
    await reviewer.review({ gitDir, mergeBase, head: await commitFiles(gitDir, { 'cart.js': careless }) });
    expect(reviewer.reviews.map(({ comments }) => comments.length)).toEqual([1, 0, 0, 0, 0, 0]);
    // It still waits for somebody.
    expect(reviewer.reviews.at(-1)?.body).toContain('**Nothing new found.**');
    expect(reviewer.checks.at(-1)?.title).toContain('1 of before is open');
  });

  test('that is not new is not raised by a commit that was reviewed already', async () => {
    const { gitDir, mergeBase, head } = await change({ 'cart.js': cart }, { 'cart.js': careless });
    const reviewer = createReviewer(database);
    await reviewer.review({ gitDir, mergeBase, head });
    expect(await reviewer.review({ gitDir, mergeBase, head, request: { trigger: 'push' } })).toMatchObject({
      kind: 'ignored',
    });
    expect(reviewer.reviews).toHaveLength(1);
  });

  test('that a person refused teaches memory once, and is raised on no pull request of the repository again', async () => {
    const first = await change({ 'cart.js': cart }, { 'cart.js': careless });
    const reviewer = createReviewer(database);
    await reviewer.review(first);
    const [fingerprint = ''] = fingerprintsIn(reviewer.reviews[0]?.comments[0]?.body ?? '');
    reviewer.refusals.push({
      ...{ fingerprint, title: 'The check `items === null` is gone.', path: 'cart.js', by: 'alice' },
      ...{ said: 'By design:\n callers never pass null.', url: 'https://github.test/1' },
    });
    for (const text of [`\n${careless}`, `\n\n${careless}`]) {
      const head = await commitFiles(first.gitDir, { 'cart.js': text });
      await reviewer.review({ ...first, head, request: { trigger: 'push' } });
    }
    const kept = await createPatternStore(database).list(reviewer.repository, 10);
    expect(kept).toMatchObject([
      {
        kind: 'convention',
        confidence: 0.7,
        content: {
          text: 'Not wanted in reviews: The check `items === null` is gone. (cart.js), because: By design: callers never pass null.',
          saidBy: 'alice',
        },
      },
    ]);
    await reviewer.review({ ...first, request: { issueNumber: 2 } });
    expect(reviewer.reviews.at(-1)?.comments).toEqual([]);
    const place = { repository: reviewer.repository, pullNumber: 3 };
    expect(await createReviewStore(database).known(place)).toEqual({ raised: [], refused: [fingerprint] });
  });

  test('that was refused teaches nothing where the repository keeps no memory', async () => {
    const pull = await change({ 'cart.js': cart }, { 'cart.js': careless });
    const reviewer = createReviewer(database);
    reviewer.refusals.push({
      ...{ fingerprint: '0123456789abcdef', title: 'It is wrong.', path: 'cart.js', by: 'alice', said: '', url: '' },
    });
    await reviewer.review({ ...pull, memory: { enabled: false } });
    expect(await createPatternStore(database).list(reviewer.repository, 10)).toEqual([]);
  });
});

test('a pull request of a fork is read, and what is said of it is the same', async () => {
  const { outcome, comments } = await reviewed({ isFromFork: true });
  expect([outcome.kind, comments]).toEqual(['reviewed', 1]);
});

test('FAULT 20: a comment keeps an emoji and a marker whole, however long what it says is', async () => {
  const long = `${'💥'.repeat(299)}`;
  const model = modelThat((_, turn) =>
    turn === 0
      ? [{ name: 'report_finding', input: finding({ title: long.slice(0, 300), consequence: '💥'.repeat(500) }) }]
      : [{ name: 'finish', input: { summary: 'S.', subject: 'S' } }],
  );
  const { review } = await reviewed({ model });
  const body = review?.comments.find(({ body: text }) => text.includes('💥'))?.body ?? '';
  expect(body).not.toMatch(/\p{Surrogate}/u);
  expect(fingerprintsIn(body)).toHaveLength(1);
  expect(body).not.toContain(findingMarker(''));
});

describe('a pull request of 3,000 lines', () => {
  const functions = (name: string, count: number, check: string) =>
    Array.from(
      { length: count },
      (_, index) => `export function ${name}${index}(value) {\n${check}  return value + ${index};\n}\n`,
    ).join('\n');
  const guard = '  if (value === undefined) return 0;\n';
  const logged = '  log(value);\n'.repeat(4);
  const names = Array.from({ length: 10 }, (_, index) => `part${index}`);
  const before: Files = {
    ...Object.fromEntries(names.map((name) => [`src/${name}.js`, functions(name, 75, '')])),
    'src/auth/login.js': functions('login', 8, guard),
    'README.md': 'Parts.\n',
  };
  const after: Files = {
    ...Object.fromEntries(names.map((name) => [`src/${name}.js`, functions(name, 75, logged)])),
    'src/auth/login.js': functions('login', 8, ''),
    'README.md': 'Parts, named.\n',
  };

  test('is reviewed within its budget, riskiest files first, and says what it left out', async () => {
    const asked: string[] = [];
    let spent = 0;
    const model = modelThat(({ messages }) => {
      asked.push(textOf(messages));
      spent += 1_100;
      return [{ name: 'finish', input: { summary: 'Parts are renamed.', subject: 'Rename' } }];
    });
    const tokens = 90_000;
    const { outcome, review, check } = await reviewAll({ model, request: { tokens } }, after);
    expect(outcome.kind).toBe('reviewed');
    const shown = [...(asked[0] ?? '').matchAll(/^=== (\S+)/gm)].map(([, path]) => path);
    expect(shown[0]).toBe('src/auth/login.js');
    expect(shown.length).toBeLessThan(12);
    expect(review?.body).toMatch(/Not reviewed, because the budget did not reach: `src\/part\d\.js`/);
    expect(review?.body).toMatch(/\| `src\/auth\/login\.js` \|/);
    expect(check).toMatchObject({ conclusion: 'neutral' });
    // Of the budget, the diff takes its share at most: the tools need theirs.
    expect((asked[0] ?? '').length / 3).toBeLessThan(tokens);
    expect(spent).toBeLessThan(tokens);
  });

  test('is not reviewed by the model where not one file fits, which is said', async () => {
    const model = modelThat(() => {
      throw new Error('It must not be asked.');
    });
    const { review } = await reviewAll({ model, request: { tokens: 60 } }, after);
    expect(review?.body).toContain('**Not complete:** No changed file fits into the budget of this review.');
  });

  /** The whole change, from files with guards to others. */
  async function reviewAll(more: Partial<PullToReview>, to: Files) {
    const reviewer = createReviewer(database);
    const outcome = await reviewer.review({ ...(await change(before, to)), ...more });
    return { outcome, review: reviewer.reviews[0], check: reviewer.checks.at(-1) };
  }
});

function finding(differences: object) {
  return {
    ...{ path: 'cart.js', startLine: 2, endLine: 2, severity: 'major', category: 'bug' },
    ...{ title: 'It is wrong.', consequence: 'It fails.' },
    ...differences,
  };
}
