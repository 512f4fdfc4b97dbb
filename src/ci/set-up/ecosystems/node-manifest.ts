import { z } from 'zod';

const names = z.record(z.string(), z.unknown()).catch({}).default({});

const schema = z.object({
  scripts: z.record(z.string(), z.unknown()).catch({}).default({}),
  packageManager: z.string().optional().catch(undefined),
  engines: z.object({ node: z.string().optional() }).optional().catch(undefined),
  volta: z.object({ node: z.string() }).optional().catch(undefined),
  workspaces: z.unknown().optional(),
  dependencies: names,
  devDependencies: names,
});

/** What is read of a package.json. */
export type Manifest = z.output<typeof schema>;

/** Null where the text is no package.json. */
export function readManifest(text: string): Manifest | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // A manifest that is no JSON tells nothing.
    return null;
  }
}

/** The script of this name; undefined where there is none, or only the reminder that `npm init` writes. */
export function scriptOf({ scripts }: Manifest, name: string): string | undefined {
  const script = scripts[name];
  return typeof script === 'string' && script.trim() !== '' && !script.includes('no test specified')
    ? script.trim()
    : undefined;
}

export function dependsOn({ dependencies, devDependencies }: Manifest, name: string): boolean {
  return Object.hasOwn(dependencies, name) || Object.hasOwn(devDependencies, name);
}
