import { readFileSync } from 'node:fs';
import envPaths from 'env-paths';
import type { z } from 'zod';
import type { FixLimits } from '../tasks/task.ts';
import type { Effort } from './efforts.ts';
import { commandLineSchema, serverSchema } from './environment-schema.ts';
import { Refusal } from './refusal.ts';
import { readEngineEnvironment, readTestEnvironment } from './test-environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface CommonConfig {
  /** The directory for everything that is not in a database server. */
  readonly home: string;
  readonly logLevel: z.output<typeof commandLineSchema>['LOG_LEVEL'];
  /** Null leaves the choice to the model's client. */
  readonly model: {
    readonly name: string | null;
    readonly baseUrl: string | null;
    /** A cheap model for small calls; null for none. */
    readonly smallName: string | null;
    /** How much the model puts into its replies. */
    readonly effort: Effort | null;
    /** Room that it gets to think in, beside each reply. */
    readonly thinkingTokens: number | null;
    /** The other models that a repository may choose. */
    readonly allowed: readonly string[];
  };
  readonly limits: FixLimits;
  readonly secrets: {
    readonly anthropicApiKey: string | null;
    /** Null stands for the embedded database. */
    readonly databaseUrl: string | null;
  };
}

/** What a command on this machine reads. Tell each value of `secrets` to the redactor. */
export interface CommandLineConfig extends CommonConfig {
  /** The folder that relative paths count from, also under `npm run goat`, which changes to the package's own. */
  readonly callerDirectory: string;
  /** The part of the environment that tests on this machine may see. */
  readonly testEnvironment: Readonly<Record<string, string>>;
  /** What the clients of Docker and Podman need; tests do not see it. */
  readonly engineEnvironment: Readonly<Record<string, string>>;
  /** The container image that tests run in; null where none is named. */
  readonly sandboxImage: string | null;
}

/** What the server and its workers read. Tell each value of `secrets` to the redactor. */
export interface ServerConfig extends CommonConfig {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Seconds between looks at a test run; the longest that a lost webhook can cost. */
  readonly pollSeconds: number;
  /** Which vectors a search prefers; those of MiniLM need its weights from the network, once. */
  readonly embedder: 'minilm' | 'built-in';
  /** Seconds that feedback on a pull request is gathered before it is answered. */
  readonly gatherSeconds: number;
  /** The label that asks for a fix. */
  readonly label: string;
  /** Tasks that ask a model, within 24 hours. */
  readonly tasksPerDay: { readonly repository: number; readonly installation: number };
  /** The name under which a worker finds its unfinished tasks again; null when it is the only worker. */
  readonly executorId: string | null;
  /** `apiUrl` does not end with a slash. */
  readonly gitHub: {
    readonly appId: number;
    readonly apiUrl: string;
    /** Whether writes keep the pace that GitHub asks for; a GitHub on this machine asks for none. */
    readonly paced: boolean;
  };
  readonly secrets: CommonConfig['secrets'] & {
    /** PKCS#8 PEM. */
    readonly privateKey: string;
    readonly webhookSecret: string;
    readonly anthropicApiKey: string;
  };
}

/**
 * Reads and checks what a command on this machine needs.
 * @throws Refusal with a line for every value that is wrong.
 */
export function readCommandLineEnvironment(env: Environment = process.env): CommandLineConfig {
  const values = check(commandLineSchema, withoutEmptyValues(env));
  const isNpmScript = values.npm_lifecycle_event === 'goat';
  return {
    ...toCommonConfig(values),
    callerDirectory: (isNpmScript && values.INIT_CWD) || process.cwd(),
    testEnvironment: readTestEnvironment(env),
    engineEnvironment: readEngineEnvironment(env),
    sandboxImage: values.GOAT_SANDBOX_IMAGE ?? null,
  };
}

/**
 * Reads and checks what the server needs.
 * @throws Refusal with a line for every value that is missing or wrong.
 */
export function readServerEnvironment(env: Environment = process.env): ServerConfig {
  const values = check(serverSchema, withPrivateKeyFile(withoutEmptyValues(env)));
  const common = toCommonConfig(values);
  return {
    ...common,
    host: values.HOST,
    port: values.PORT,
    pollSeconds: values.GOAT_POLL_SECONDS,
    gatherSeconds: values.GOAT_GATHER_SECONDS,
    embedder: values.GOAT_EMBEDDER,
    label: values.GOAT_LABEL,
    tasksPerDay: { repository: values.GOAT_TASKS_PER_DAY, installation: values.GOAT_INSTALLATION_TASKS_PER_DAY },
    executorId: values.GOAT_EXECUTOR_ID ?? null,
    gitHub: { appId: values.APP_ID, apiUrl: values.GITHUB_API_URL, paced: true },
    secrets: {
      ...common.secrets,
      privateKey: values.PRIVATE_KEY,
      webhookSecret: values.WEBHOOK_SECRET,
      anthropicApiKey: values.ANTHROPIC_API_KEY,
    },
  };
}

function toCommonConfig(values: z.output<typeof commandLineSchema>): CommonConfig {
  return {
    home: values.GOAT_HOME ?? envPaths('goatcode', { suffix: '' }).data,
    logLevel: values.LOG_LEVEL,
    model: {
      name: values.GOAT_MODEL ?? null,
      baseUrl: values.ANTHROPIC_BASE_URL ?? null,
      smallName: values.GOAT_SMALL_MODEL ?? null,
      effort: values.GOAT_EFFORT ?? null,
      thinkingTokens: values.GOAT_THINKING_TOKENS ?? null,
      allowed: values.GOAT_MODELS_ALLOWED,
    },
    limits: {
      iterations: values.GOAT_MAX_ITERATIONS,
      tokens: values.GOAT_BUDGET_TOKENS,
      dollars: values.GOAT_BUDGET_DOLLARS,
      minutes: values.GOAT_BUDGET_MINUTES,
    },
    secrets: { anthropicApiKey: values.ANTHROPIC_API_KEY ?? null, databaseUrl: values.DATABASE_URL ?? null },
  };
}

function check<Schema extends z.ZodType>(schema: Schema, env: Environment): z.output<Schema> {
  const checked = schema.safeParse(env);
  if (checked.success) return checked.data;
  throw new Refusal([...new Set(checked.error.issues.map((issue) => issue.message))]);
}

/** `NAME=` in an environment file means the same as no line at all. */
function withoutEmptyValues(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
}

function withPrivateKeyFile(env: Environment): Environment {
  if (env.PRIVATE_KEY !== undefined || env.PRIVATE_KEY_PATH === undefined) return env;
  try {
    return { ...env, PRIVATE_KEY: readFileSync(env.PRIVATE_KEY_PATH, 'utf8') };
  } catch {
    // Left unset, the key is refused together with everything else that is wrong.
    return env;
  }
}
