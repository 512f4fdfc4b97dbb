import type { Node } from 'web-tree-sitter';
import { firstFound, nearest } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { childrenOf, nodesAt } from './tree.ts';

/** Java, Kotlin, Scala and Groovy import each other's classes: `a.b.C`, or all of a package as `a.b.*`. */
const resolve = (specifier: string, from: string, files: RepositoryFiles) =>
  specifier.endsWith('.*')
    ? firstFound([classFile, packageFiles], (choose) => choose(specifier.slice(0, -2), from, files))
    : classFile(specifier, from, files);

export const java: ImportRules = {
  find: (root) => nodesAt(root, /\bimport\b/g, 'import_declaration').map(importedName),
  resolve,
};

export const kotlin: ImportRules = {
  find: (root) => nodesAt(root, /\bimport\b/g, 'import_header').map(importedName),
  resolve,
};

export const scala: ImportRules = {
  find: (root) => nodesAt(root, /\bimport\b/g, 'import_declaration').flatMap(scalaImports),
  resolve,
};

/** `import static a.b.C.*;` and `import a.b.C as D`. */
function importedName(declaration: Node): string {
  const [, name = ''] = /^import\s+(?:static\s+)?([^;/]*)/.exec(declaration.text) ?? [];
  return compact(name.split(/\sas\s/)[0] ?? '');
}

/** `a.b.{C, D => E, _}, c.d`: the segments of the paths and the commas between them are side by side. */
function scalaImports(declaration: Node): string[] {
  const found: string[] = [];
  let path: string[] = [];
  const finish = (last?: string) => {
    if (path.length > 0) found.push([...path, ...(last === undefined ? [] : [last])].join('.'));
  };
  let open = false;
  for (const part of declaration.children) {
    if (part === null) continue;
    if (part.type === ',') {
      if (open) finish();
      path = [];
      open = false;
    } else if (part.type === 'namespace_wildcard') {
      finish('*');
      open = false;
    } else if (part.type === 'namespace_selectors') {
      for (const selector of childrenOf(part)) finish(selectedName(selector));
      open = false;
    } else if (part.isNamed) {
      const segment = part.type.endsWith('renamed_identifier') ? selectedName(part) : part.text;
      path.push(compact(segment));
      open = true;
    }
  }
  if (open) finish();
  return found;
}

function selectedName(selector: Node): string {
  if (selector.type === 'namespace_wildcard') return '*';
  return compact((selector.childForFieldName('name') ?? selector).text);
}

function compact(name: string): string {
  return name.replaceAll(/[\s`]+/g, '');
}

const extensions = ['java', 'kt', 'scala', 'groovy'];

/** The last segments may be a class in the class, or a static member; classes have capitals, packages have none. */
function classFile(name: string, from: string, files: RepositoryFiles): readonly string[] {
  const segments = name.split('.');
  const owners = [segments, segments.slice(0, -1), segments.slice(0, -2)];
  return firstFound(
    owners.filter((owner) => owner.length > 1 && /^[^a-z]/.test(owner.at(-1) ?? '')),
    (owner) => {
      const path = owner.join('/');
      return firstFound(extensions, (extension) => nearest(from, files.endingWith(`${path}.${extension}`)));
    },
  );
}

const mostFiles = 100;

function packageFiles(name: string, _from: string, files: RepositoryFiles): readonly string[] {
  const folders = files.foldersEndingWith(name.replaceAll('.', '/'));
  return folders
    .flatMap((folder) => files.filesIn(folder))
    .filter((path) => /\.(?:java|kt|scala|groovy)$/.test(path))
    .slice(0, mostFiles);
}
