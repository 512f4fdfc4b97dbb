import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type { View } from './view.ts';

const packageName = /^(?:@[a-z\d][\w.-]*\/)?[a-z\d][\w.-]*(?=\/|$)/;
/** What gives names to other things than packages, in the words of whoever configured it. */
const configuration =
  /(?:^|\/)(?:[jt]sconfig[\w.-]*\.json|deno\.jsonc?|import[_-]map\.json|\.babelrc[\w.]*|(?:vite|vitest|webpack|rollup|babel|jest|metro|next|nuxt|svelte|astro|karma)\.config\.[cm]?[jt]s)$/;
/** More manifests than any other repository has. */
const mostRead = 300;

/**
 * Whether ECMAScript imports a package that no `package.json` of the repository names, and that no configuration speaks
 * of either. Only where there is a manifest above the file.
 */
export async function isUnnamedPackage(from: string, specifier: string, view: View): Promise<string | undefined> {
  const name = packageName.exec(specifier)?.[0];
  if (name === undefined || /[*!:?#$]/.test(specifier) || builtinModules.includes(specifier.split('/')[0] ?? ''))
    return undefined;
  const manifests = view.paths.filter((path) => posix.basename(path) === 'package.json');
  if (!manifests.some((path) => isAbove(path, from)) || view.resolve('typescript', from, specifier).length > 0)
    return undefined;
  const settings = view.paths.filter((path) => configuration.test(path));
  if (manifests.length + settings.length > mostRead) return undefined;
  for (const path of [...manifests, ...settings]) {
    const text = (await view.read(path))?.toString() ?? '';
    // Its name with quotes around, also below `@types/`, or as the start of an alias.
    if (
      [`"${name}`, `'${name}`, `/${name.replace('@', '').replace('/', '__')}"`, ` ${name}:`].some((word) =>
        text.includes(word),
      )
    )
      return undefined;
  }
  return name;
}

function isAbove(manifest: string, from: string): boolean {
  const folder = posix.dirname(manifest);
  return folder === '.' || from.startsWith(`${folder}/`);
}
