import { z } from 'zod';
import { efforts } from './efforts.ts';

// Every message completes the sentence that starts with the key: "limits.iterations must be …".
const text = (allowed: string, longest: number) =>
  z
    .string({ error: `must be ${allowed}` })
    .regex(/\S/, `must be ${allowed}, and not empty`)
    .max(longest, `must be ${allowed} of at most ${longest} characters`);

const wholeNumber = (least: number, most: number) => {
  const [from, to] = [least, most].map((value) => value.toLocaleString('en-US'));
  const problem = `must be a whole number from ${from} to ${to}`;
  return z.int({ error: problem }).min(least, problem).max(most, problem);
};

const amount = (least: number, most: number) => {
  const problem = `must be a number from ${least} to ${most.toLocaleString('en-US')}`;
  return z.number({ error: problem }).min(least, problem).max(most, problem);
};

const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `must be one of: ${values.join(', ')}` });

const list = (of: z.ZodString, allowed: string, most: number) =>
  z.array(of, { error: `must be a list of ${allowed}` }).max(most, `may have at most ${most} entries`);

const section = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, { error: ({ code }) => (code === 'invalid_type' ? 'must hold keys of its own' : undefined) });

/** Inside the repository: no absolute path and no step up. */
const folder = text('a folder of the repository such as packages/api', 300).regex(
  /^(?!\/|~)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\0\r\n]+$/,
  'must be a folder of the repository such as packages/api',
);

const test = section({
  command: text('a command', 1_000)
    .describe('The command that runs the tests. `goat fix` on a machine uses it; in Actions the workflow decides.')
    .optional(),
  workingDirectory: folder.describe('The folder that `test.command` runs in; the top of the repository.').optional(),
  workflow: z
    .string({ error: 'must be the name of a file in .github/workflows, such as goat.yml' })
    .regex(/^[\w][\w.-]{0,99}\.ya?ml$/, 'must be the name of a file in .github/workflows, such as goat.yml')
    .describe('The workflow that runs the tests: a file in `.github/workflows`.')
    .default('goat.yml'),
});

const validate = section({
  command: text('a command', 1_000)
    .describe(
      'A linter or a type checker that has to pass before a commit, as it does on the base commit. `goat fix` on a machine runs it in its sandbox; in Actions it is a step before `Test` (docs/validation.md).',
    )
    .optional(),
  workingDirectory: folder
    .describe('The folder that `validate.command` runs in; the top of the repository.')
    .optional(),
});

const limits = section({
  iterations: wholeNumber(1, 50).describe('Attempts of one fix.').optional(),
  tokens: wholeNumber(1_000, 1_000_000_000).describe('Tokens of one task, in and out together.').optional(),
  dollars: amount(0.01, 9_999).describe("Dollars of one task, where the model's prices are known.").optional(),
  minutes: wholeNumber(1, 10_000).describe('Minutes of work on one task, its test runs included.').optional(),
  tasksPerDay: wholeNumber(1, 10_000).describe('Tasks that ask a model, within 24 hours.').optional(),
  context: wholeNumber(10_000, 100_000)
    .describe('Tokens of the request that a fix begins with, its reply included.')
    .default(100_000),
  reply: wholeNumber(1_000, 4_000).describe('Tokens of one reply.').default(4_000),
});

const flag = (description: string, byDefault: boolean) =>
  z.boolean({ error: 'must be true or false' }).describe(description).default(byDefault);

const review = section({
  onOpen: flag('Whether pull requests are reviewed when they are opened, or taken out of draft.', true),
  onPush: flag('Whether a push is reviewed: what is new since the last review.', true),
  drafts: flag('Whether drafts are reviewed, too.', false),
  bots: flag('Whether pull requests of bots are reviewed, such as updates of dependencies.', false),
  exclude: list(text('a pattern', 200), 'patterns as in .gitignore', 100)
    .describe('Files that are left alone, as patterns of `.gitignore`.')
    .default([]),
  floor: choice(['critical', 'major', 'minor', 'note'])
    .describe('The least severe finding that is worth a comment.')
    .default('minor'),
  comments: wholeNumber(0, 50)
    .describe('Comments of one review; further findings are named in its summary.')
    .default(10),
});

const modelName = text('the name of a model', 100);

const models = section({
  model: modelName.describe('The model that plans and edits.').optional(),
  small: modelName.describe('A cheap model for small calls: it adds names to what is searched for.').optional(),
  thinkingTokens: wholeNumber(1_024, 100_000)
    .describe('Room to think in beside each reply, in tokens; models that take no such number choose by `effort`.')
    .optional(),
  effort: choice(efforts).describe('How much the model puts into its replies.').optional(),
});

const ci = section({
  foreignWorkflows: choice(['warn', 'refuse'])
    .describe("What to do when workflows of the repository's own run on `goat/**` branches with secrets.")
    .default('warn'),
});

const memory = section({
  enabled: z
    .boolean({ error: 'must be true or false' })
    .describe('Whether anything is remembered of fixes, and recalled for the next ones.')
    .default(true),
  shareAcrossRepositories: z
    .boolean({ error: 'must be true or false' })
    .describe(
      'Lets fixes of other repositories of the installation recall what was learnt here, and the other way round, where they say the same.',
    )
    .default(false),
  botsThatMerge: list(text('the login of a bot such as mergify[bot]', 60), 'logins of bots', 10)
    .describe(
      'Bots whose merges count like those of people; otherwise nothing is learnt from a merge that no person made.',
    )
    .default([]),
});

const patterns = list(text('a pattern as in .gitignore', 200), 'patterns as in .gitignore', 50);

const level = choice(['low', 'medium', 'high']);
const area = (what: string) =>
  level.describe(`What a change of ${what} counts as (docs/risk.md); the rules' own level.`).optional();

const risk = section({
  approve: patterns
    .describe('Paths, as in `.gitignore`, that are changed only after `/goat approve`.')
    .default(() => []),
  forbid: patterns.describe('Paths, as in `.gitignore`, that are never changed.').default(() => []),
  authentication: area('logins and permissions'),
  cryptography: area('cryptography'),
  payments: area('what moves money'),
  migrations: area('how data is stored'),
  ci: area('builds, checks and deployment'),
  dependencies: area('dependencies'),
  publicApi: area('what others may call'),
  concurrency: area('threads and locks'),
  deletions: area('many lines less, or a file'),
  size: area('many files or lines'),
  untested: area('code that no test imports'),
});

/** The keys of `.github/goat.yml`: the one source of its types, its messages, its JSON schema and its page. */
export const repositorySchema = section({
  test: test.describe('How the tests run.').prefault({}),
  validate: validate.describe('What the code has to pass before it is committed.').prefault({}),
  labels: list(text('a label', 50), 'labels', 20)
    .describe('Labels on an issue that ask for a fix; without this key the one that the server knows, `goat`.')
    .optional(),
  limits: limits.describe('They can only lower what the server allows.').prefault({}),
  risk: risk.describe('What a person has to allow, and what stays as it is.').prefault({}),
  review: review.describe('Reviews of pull requests.').prefault({}),
  models: models.describe('They have to be among those that the server allows.').prefault({}),
  ci: ci.describe('GitHub Actions.').prefault({}),
  memory: memory.describe('What is learnt from fixes.').prefault({}),
});
