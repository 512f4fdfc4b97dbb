import type { Node } from 'web-tree-sitter';
import { type Exports, type Import, type Module, unknownExports } from './module.ts';
import { childrenOf, fieldText, isInside, nodesOf } from './nodes.ts';

export function readPython(root: Node): Module {
  const statements = nodesOf(root, 'import_statement', 'import_from_statement');
  return { imports: statements.flatMap(importsOf), exports: exportsOf(root) };
}

function importsOf(statement: Node): Import[] {
  const optional = isInside(statement, 'try_statement');
  const specifier = moduleOf(statement);
  const names = importedNames(statement).map(({ name }) => name);
  if (statement.type === 'import_from_statement') return [{ specifier, names, optional }];
  return names.map((name) => ({ specifier: name, names: [], optional }));
}

function moduleOf(statement: Node): string {
  return fieldText(statement, 'module_name').replaceAll(/\s/g, '');
}

/** `bound` is what the name is called in the file. */
function importedNames(statement: Node): { readonly name: string; readonly bound: string }[] {
  return statement.childrenForFieldName('name').flatMap((node) => {
    if (node === null) return [];
    if (node.type === 'aliased_import') return [{ name: fieldText(node, 'name'), bound: fieldText(node, 'alias') }];
    return [{ name: node.text, bound: node.text.split('.')[0] ?? '' }];
  });
}

/** What adds names behind the syntax. */
const madeAtRunTime = /\b(?:globals|vars|locals|exec|setattr)\(|\bsys\.modules\b|\b__(?:getattr|dict)__\b/;

const scopes = ['function_definition', 'class_definition', 'lambda'];
/** What binds names, by the field that holds them. */
const bindings: Readonly<Record<string, string>> = {
  function_definition: 'name',
  class_definition: 'name',
  assignment: 'left',
  named_expression: 'name',
  for_statement: 'left',
  type_alias_statement: 'left',
};

function exportsOf(root: Node): Exports {
  if (root.hasError || madeAtRunTime.test(root.text)) return unknownExports;
  const own = (...types: readonly string[]) => nodesOf(root, ...types).filter((node) => !isInside(node, ...scopes));
  const statements = own('import_statement', 'import_from_statement');
  const bound = [
    ...own(...Object.keys(bindings)).map((node) => node.childForFieldName(bindings[node.type] ?? '')),
    ...own('as_pattern_target', 'case_pattern'),
    ...nodesOf(root, 'global_statement'),
  ];
  return {
    names: [...statements.flatMap(importedNames).map((one) => one.bound), ...bound.flatMap(identifiersOf)],
    passedOn: statements.filter((one) => childrenOf(one).some(({ type }) => type === 'wildcard_import')).map(moduleOf),
    open: false,
  };
}

function identifiersOf(target: Node | null): string[] {
  if (target === null) return [];
  return target.type === 'identifier' ? [target.text] : nodesOf(target, 'identifier').map(({ text }) => text);
}
