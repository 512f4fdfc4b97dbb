import { parse } from 'yaml';
import { z } from 'zod';
import { workflowPath } from '../workflow-file.ts';
import type { RepositoryFiles } from './folder.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
/** What is not as expected is passed over: these files are only evidence. */
const values = z.record(z.string(), z.unknown()).catch({});

const serviceSchema = z.object({
  image: z.string(),
  env: values.optional(),
  ports: z.array(scalar).catch([]).default([]),
  options: z.string().nullish().catch(null),
  credentials: z.unknown().optional(),
});

const jobSchema = z.object({
  'runs-on': z.unknown().optional(),
  env: values.optional(),
  container: z.unknown().optional(),
  environment: z.unknown().optional(),
  permissions: z.unknown().optional(),
  secrets: z.unknown().optional(),
  uses: z.string().optional().catch(undefined),
  services: z.record(z.string(), serviceSchema.nullable().catch(null)).catch({}).default({}),
  strategy: z.object({ matrix: values.optional() }).nullish().catch(null),
  steps: z
    .array(
      z
        .object({
          uses: z.string().optional(),
          run: z.string().optional(),
          with: values.optional(),
          if: z.unknown().optional(),
        })
        .catch({}),
    )
    .catch([])
    .default([]),
});

const workflowSchema = z.object({
  name: z.string().optional().catch(undefined),
  on: z.unknown(),
  permissions: z.unknown().optional(),
  env: values.optional(),
  jobs: z.record(z.string(), jobSchema.catch({ services: {}, steps: [] })).catch({}),
});

export type OwnJob = z.output<typeof jobSchema>;

/** A workflow that the repository has already. */
export interface OwnWorkflow extends z.output<typeof workflowSchema> {
  readonly path: string;
  readonly text: string;
}

/** The repository's workflows, without ours. A file that is no workflow tells nothing. */
export function readOwnWorkflows({ texts }: Pick<RepositoryFiles, 'texts'>): OwnWorkflow[] {
  return Object.entries(texts)
    .filter(([path]) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) && path !== workflowPath)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([path, text]) => {
      const checked = workflowSchema.safeParse(parseYaml(text));
      return checked.success ? [{ ...checked.data, path, text }] : [];
    });
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100, logLevel: 'silent' });
  } catch {
    // GitHub cannot run it either.
    return null;
  }
}

const testCommand =
  /\b(?:(?:npm|pnpm|yarn|bun)(?: run)? (?:-\S+ )*t(?:est)?\b|vitest|jest|mocha|pytest|tox|nox|unittest|go test|cargo (?:test|nextest)|mvnw?\b|gradlew?\b|rspec|rake|rails test|phpunit|pest|composer test|dotnet test|mix test|swift test|ctest|make (?:\S+ )*(?:test|check|ci)\b)/;

/** Whether a job looks as if it ran the tests. */
export function runsTests({ steps }: OwnJob): boolean {
  return steps.some(({ run }) => run !== undefined && testCommand.test(run));
}

/**
 * The versions that the repository's workflows give to an action's input, from literals and from matrices; lowest first.
 * Only plain numbers such as `17` or `3.12` count.
 */
export function versionsUsed(workflows: readonly OwnWorkflow[], action: string, input: string): string[] {
  const found = workflows
    .flatMap(({ jobs }) => Object.values(jobs))
    .flatMap((job) =>
      job.steps
        .filter(({ uses }) => uses?.startsWith(`${action}@`))
        .flatMap((step) => resolve(step.with?.[input], job)),
    )
    .map((version) => version.replace(/\.x$/, ''))
    .filter((version) => /^\d+(?:\.\d+){0,2}$/.test(version));
  return [...new Set(found)].sort(compareVersions);
}

export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  const at = [0, 1, 2].find((index) => (left?.[index] ?? 0) !== (right?.[index] ?? 0));
  return at === undefined ? 0 : (left?.[at] ?? 0) - (right?.[at] ?? 0);
}

/** A literal's lines, or what the matrix has under the name of an expression that is nothing else. */
function resolve(value: unknown, { strategy }: OwnJob): string[] {
  const written = scalar.safeParse(value);
  if (!written.success) return [];
  const [, name] = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(written.data) ?? [];
  if (name === undefined) return written.data.split(/\s+/);
  const { include, ...axes } = strategy?.matrix ?? {};
  const rows = z.array(z.record(z.string(), z.unknown())).catch([]).parse(include);
  const axis = z.array(z.unknown()).catch([]).parse(axes[name]);
  return [...axis, ...rows.map((row) => row[name])].flatMap((entry) => scalar.safeParse(entry).data ?? []);
}
