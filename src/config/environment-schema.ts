import { z } from 'zod';
import { amountOfDollars, readDollars } from '../text/dollars.ts';
import { efforts } from './efforts.ts';
import { isImageName } from './image-name.ts';
import { parsePrivateKey } from './private-key.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

// No message repeats a value: it may be a secret in the wrong place.
const text = (problem: string) => z.string({ error: problem }).max(4_000, problem);

const wholeNumber = (problem: string, least: number, most: number) =>
  z
    .string({ error: problem })
    .regex(/^\d{1,15}$/, problem)
    .transform(Number)
    .refine((value) => value >= least && value <= most, problem);

const address = (problem: string, allowed: (url: URL) => boolean) =>
  text(problem)
    .refine((value) => URL.canParse(value) && allowed(new URL(value)), problem)
    .transform((value) => value.replace(/\/$/, ''));

const tasksADay = (name: string) => wholeNumber(`${name} must be a whole number from 1 to 100000.`, 1, 100_000);

const commonFields = {
  ANTHROPIC_BASE_URL: address(
    'ANTHROPIC_BASE_URL must be an http or https address.',
    (url) => url.protocol === 'https:' || url.protocol === 'http:',
  ).optional(),
  DATABASE_URL: address(
    'DATABASE_URL must look like postgres://user:password@host:5432/name; without it the embedded database is used.',
    (url) => url.protocol === 'postgres:' || url.protocol === 'postgresql:',
  ).optional(),
  GOAT_BUDGET_TOKENS: wholeNumber(
    'GOAT_BUDGET_TOKENS must be a whole number from 1000: all the tokens that one task may use.',
    1_000,
    1_000_000_000,
  ).default(1_000_000),
  GOAT_BUDGET_DOLLARS: z
    .string()
    .refine(
      (value) => amountOfDollars.test(value),
      'GOAT_BUDGET_DOLLARS must be an amount of dollars such as 2 or 0.50.',
    )
    .transform(readDollars)
    .default(10),
  GOAT_BUDGET_MINUTES: wholeNumber('GOAT_BUDGET_MINUTES must be a whole number from 1 to 10000.', 1, 10_000).default(
    360,
  ),
  GOAT_EFFORT: z.enum(efforts, { error: `GOAT_EFFORT must be one of ${efforts.join(', ')}.` }).optional(),
  GOAT_HOME: text('GOAT_HOME must be the path of a directory.').optional(),
  GOAT_MAX_ITERATIONS: wholeNumber('GOAT_MAX_ITERATIONS must be a whole number from 1 to 50.', 1, 50).default(5),
  GOAT_MODEL: text('GOAT_MODEL must be the name of a model.').optional(),
  GOAT_MODELS_ALLOWED: text('GOAT_MODELS_ALLOWED must be names of models with commas between them.')
    .transform((value) =>
      value
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .default([]),
  GOAT_SMALL_MODEL: text('GOAT_SMALL_MODEL must be the name of a model.').optional(),
  GOAT_THINKING_TOKENS: wholeNumber(
    'GOAT_THINKING_TOKENS must be a whole number from 1024 to 100000: room to think in, beside each reply.',
    1_024,
    100_000,
  ).optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `LOG_LEVEL must be one of ${logLevels.join(', ')}.` }).default('info'),
};

/** The environment of a command on this machine: no App, and a model only for the commands that use one. */
export const commandLineSchema = z.object({
  ...commonFields,
  ANTHROPIC_API_KEY: text('ANTHROPIC_API_KEY must be a key for the model.').optional(),
  GOAT_SANDBOX_IMAGE: z
    .string()
    .refine(isImageName, 'GOAT_SANDBOX_IMAGE must be the name of a container image, such as node:24.')
    .optional(),
  // Both are set by npm itself: the folder that `npm run` was called in, and the script that it runs.
  INIT_CWD: z.string().optional(),
  npm_lifecycle_event: z.string().optional(),
});

export const serverSchema = z.object({
  ...commonFields,
  ANTHROPIC_API_KEY: text('Set ANTHROPIC_API_KEY to a key for the model.'),
  APP_ID: wholeNumber("Set APP_ID to the App's number, shown on its settings page.", 1, Number.MAX_SAFE_INTEGER),
  // Tokens go to this address, so only this machine may be spoken to without encryption.
  GITHUB_API_URL: address(
    'GITHUB_API_URL must be an https address such as https://github.example.com/api/v3.',
    (url) => url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname)),
  ).default('https://api.github.com'),
  GOAT_EMBEDDER: z
    .enum(['minilm', 'built-in'], { error: 'GOAT_EMBEDDER must be minilm or built-in.' })
    .default('minilm'),
  GOAT_EXECUTOR_ID: z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'GOAT_EXECUTOR_ID may hold letters, digits, dots, dashes and underscores, 100 at most.')
    .optional(),
  GOAT_GATHER_SECONDS: wholeNumber('GOAT_GATHER_SECONDS must be a whole number from 1 to 3600.', 1, 3_600).default(60),
  GOAT_LABEL: z.string().max(50, 'GOAT_LABEL may have 50 characters, like every label.').default('goat'),
  GOAT_INSTALLATION_TASKS_PER_DAY: tasksADay('GOAT_INSTALLATION_TASKS_PER_DAY').default(500),
  GOAT_POLL_SECONDS: wholeNumber('GOAT_POLL_SECONDS must be a whole number from 1 to 600.', 1, 600).default(30),
  GOAT_TASKS_PER_DAY: tasksADay('GOAT_TASKS_PER_DAY').default(100),
  HOST: text('HOST must be the address to listen on.').default('127.0.0.1'),
  PORT: wholeNumber('PORT must be a number from 0 to 65535.', 0, 65_535).default(3_000),
  PRIVATE_KEY: z
    .string()
    .optional()
    .transform((value, context) => {
      const key = value === undefined ? undefined : parsePrivateKey(value);
      if (key !== undefined) return key;
      context.addIssue(
        "Set PRIVATE_KEY to the App's RSA key (PEM, or PEM in base64), or PRIVATE_KEY_PATH to a readable file with it.",
      );
      return z.NEVER;
    }),
  WEBHOOK_SECRET: z
    .string({ error: "Set WEBHOOK_SECRET to the secret of the App's webhook." })
    // Probot accepts signatures made with this word when it has no secret, so everyone knows it.
    .refine(
      (secret) => secret !== 'development',
      'Set WEBHOOK_SECRET to a secret of its own; `development` is no secret.',
    ),
});
