import { parse } from 'smol-toml';
import { z } from 'zod';
import type { Folder } from '../folder.ts';

const table = z.record(z.string(), z.unknown()).catch({}).default({});

const schema = z.object({
  project: z
    .object({
      name: z.string().optional(),
      'requires-python': z.string().optional().catch(undefined),
      classifiers: z.array(z.string()).catch([]).default([]),
      'optional-dependencies': table,
    })
    .optional()
    .catch(undefined),
  'dependency-groups': table,
  'build-system': z.unknown().optional(),
  tool: table,
});

/** What is read of a Python project, from whichever of its files has it. */
export interface PythonManifest {
  readonly toml: z.output<typeof schema>;
  /** Whether `pip install .` makes sense. */
  readonly isPackage: boolean;
  /** Names of extras, and of dependency groups. */
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** All texts that name dependencies, to look for tools in. */
  readonly dependencies: string;
}

const requirementFiles = /^(?:requirements[\w.-]*\.txt|[\w.-]*requirements\.txt|requirements\/[\w.-]+\.txt)$/i;

export function readPythonManifest(folder: Folder): PythonManifest {
  const toml = schema.parse(parseToml(folder.text('pyproject.toml')));
  const old = ['setup.py', 'setup.cfg'].map(folder.text).join('\n');
  const requirements = requirementFilesOf(folder).map(folder.text);
  const texts = ['pyproject.toml', 'setup.py', 'setup.cfg', 'Pipfile', 'tox.ini', 'pixi.toml'].map(folder.text);
  const poetry = z.object({ extras: table, group: table, 'dev-dependencies': table }).safeParse(toml.tool.poetry).data;
  return {
    toml,
    isPackage: toml['build-system'] !== undefined || folder.names.has('setup.py') || toml.project?.name !== undefined,
    extras: [
      ...Object.keys(toml.project?.['optional-dependencies'] ?? {}),
      ...Object.keys(poetry?.extras ?? {}),
      ...oldExtras(old),
    ],
    groups: [...Object.keys(toml['dependency-groups']), ...Object.keys(poetry?.group ?? {})],
    dependencies: [...texts, ...requirements].join('\n'),
  };
}

/** Files of requirements, those of the application itself first. */
export function requirementFilesOf({ paths }: Folder): string[] {
  return paths.filter((path) => requirementFiles.test(path)).sort((one, other) => one.length - other.length);
}

function parseToml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // pip says what is wrong with it when the workflow runs.
    return {};
  }
}

/** The keys of `extras_require`, in setup.py or setup.cfg, that tests could be under. */
function oldExtras(text: string): string[] {
  return ['test', 'tests', 'testing', 'dev'].filter((name) =>
    new RegExp(String.raw`^\s*(?:["']${name}["']\s*:|${name}\s*=\s*$)`, 'm').test(text),
  );
}
