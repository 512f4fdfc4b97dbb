import { firstFile, firstFound, nearest, unique } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import { beside, folderOf } from './paths.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { childrenOf, nodesAt, nodesOf } from './tree.ts';

/** `A.B` is `A/B.hs` below some folder of sources. */
export const haskell: ImportRules = {
  find: (root) => nodesOf(root, 'import').flatMap((node) => node.childForFieldName('module')?.text ?? []),
  resolve: (specifier, from, files) => nearest(from, files.endingWith(`${specifier.replaceAll('.', '/')}.hs`)),
};

/** Names of modules where they are used, and where they are opened or get another name. */
const moduleName = /(?:\bopen!?|\binclude|=)\s+[A-Z]\w*(?:\.[A-Z]\w*)*|\b[A-Z]\w*(?:\.[A-Z]\w*)*(?=\.[a-z_(])/g;

/** Modules are named where they are used; `open` only saves the name. */
export const ocaml: ImportRules = {
  find: (root) =>
    nodesAt(root, moduleName, 'module_path', 'extended_module_path').map(({ text }) => text.replaceAll(/\s+/g, '')),
  resolve: resolveOcaml,
};

/** As in OCaml, and each file of a project has a name of its own. */
export const rescript: ImportRules = {
  find: (root) =>
    nodesAt(
      root,
      moduleName,
      'open_statement',
      'include_statement',
      'module_binding',
      'module_identifier_path',
      'type_identifier_path',
      'value_identifier_path',
    ).flatMap((node) => {
      const names = childrenOf(node).filter(({ type }) => type === 'module_identifier');
      return (node.type === 'module_binding' ? names.slice(1) : names.slice(0, 1)).map(({ text }) => text);
    }),
  resolve: (specifier, _from, files) => unique(files.endingWith(`${specifier}.res`)),
};

/** A module is a file beside, a file of the library that is named first, or the one file of that name. */
function resolveOcaml(specifier: string, from: string, files: RepositoryFiles): readonly string[] {
  const [first = '', second] = specifier.split('.').map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  const inLibrary = () =>
    second === undefined ? [] : files.endingWith(`${second}.ml`).filter((path) => namesLibrary(folderOf(path), first));
  return firstFound(
    [
      () => firstFile(files, [beside(from, `${first}.ml`)]),
      () => nearest(from, inLibrary()),
      () => unique(files.endingWith(`${first}.ml`)),
    ],
    (choose) => choose(),
  );
}

function namesLibrary(folder: string, library: string): boolean {
  return folder.split('/').some((segment) => segment.toLowerCase().replaceAll('-', '_') === library.toLowerCase());
}

/** The modules that come with TLA+; some specifications bring their own beside. */
const standard = new Set('Naturals Integers Reals Sequences FiniteSets Bags TLC RealTime'.split(' '));

/** A module is a file of its name, beside as a rule. */
export const tlaplus: ImportRules = {
  find: (root) =>
    nodesOf(root, 'extends', 'instance').flatMap((node) =>
      node.namedChildren.flatMap((child) => (child?.type === 'identifier_ref' ? child.text : [])),
    ),
  resolve(specifier, from, files) {
    const name = `${specifier}.tla`;
    const here = firstFile(files, [beside(from, name)]);
    return here.length > 0 || standard.has(specifier) ? here : nearest(from, files.endingWith(name));
  },
};
