import type { Node } from 'web-tree-sitter';
import { type Exports, type Import, type Module, unknownExports } from './module.ts';
import { childrenOf, fieldText, isInside, nodesOf, quoted } from './nodes.ts';

/** `import`, `export … from` and `require` with a literal; what is computed, and `import()`, may be meant to fail. */
export function readEcmascript(root: Node): Module {
  const statements = childrenOf(root).filter(({ type }) => ['import_statement', 'export_statement'].includes(type));
  return { imports: [...statements.flatMap(importOf), ...requiresOf(root)], exports: exportsOf(root) };
}

function importOf(statement: Node): Import[] {
  const specifier = quoted(statement.childForFieldName('source'));
  if (specifier === undefined) return [];
  const clause = childrenOf(statement).find(({ type }) => type === 'import_clause');
  const byDefault = childrenOf(clause ?? null).some(({ type }) => type === 'identifier') ? ['default'] : [];
  const named = nodesOf(statement, 'import_specifier', 'export_specifier').map((node) => fieldText(node, 'name'));
  return [{ specifier, names: [...byDefault, ...named], optional: false }];
}

function requiresOf(root: Node): Import[] {
  return nodesOf(root, 'call_expression').flatMap((call) => {
    if (fieldText(call, 'function') !== 'require') return [];
    const specifier = quoted(childrenOf(call.childForFieldName('arguments'))[0]);
    return specifier === undefined ? [] : [{ specifier, names: [], optional: isInside(call, 'try_statement') }];
  });
}

/** CommonJS, declaration files' globals and scripts without any export tell nothing. */
const otherwiseExported = /\bmodule\.exports\b|(?<![.\w])exports[.[]|\b__esModule\b/;

function exportsOf(root: Node): Exports {
  const statements = childrenOf(root).filter(({ type }) => type === 'export_statement');
  if (root.hasError || statements.length === 0 || otherwiseExported.test(root.text)) return unknownExports;
  const names: string[] = [];
  const passedOn: string[] = [];
  for (const statement of statements) {
    const found = namesOf(statement);
    if (found === undefined) return unknownExports;
    names.push(...found);
    if (/^export\s+(?:type\s+)?\*\s*from\b/.test(statement.text)) {
      passedOn.push(quoted(statement.childForFieldName('source')) ?? '');
    }
  }
  return { names, passedOn, open: false };
}

/** Undefined where the statement's form is not known. */
function namesOf(statement: Node): string[] | undefined {
  if (/^export\s*=/.test(statement.text)) return undefined;
  if (/^export\s+default\b/.test(statement.text)) return ['default'];
  if (/^export\s+as\s+namespace\b/.test(statement.text)) return [];
  const parts = childrenOf(statement);
  const clause = parts.find(({ type }) => type === 'export_clause');
  if (clause)
    return nodesOf(clause, 'export_specifier').map((node) => fieldText(node, 'alias') || fieldText(node, 'name'));
  const namespace = parts.find(({ type }) => type === 'namespace_export');
  if (namespace) return childrenOf(namespace).map(({ text }) => text);
  if (/^export\s+(?:type\s+)?\*/.test(statement.text)) return [];
  const declaration = statement.childForFieldName('declaration');
  return declaration === null ? undefined : declaredBy(declaration);
}

function declaredBy(declaration: Node): string[] | undefined {
  if (declaration.type === 'ambient_declaration') {
    const [inner] = childrenOf(declaration);
    return inner && declaredBy(inner);
  }
  if (/^(?:lexical|variable)_declaration$/.test(declaration.type)) {
    const patterns = childrenOf(declaration).flatMap((one) => one.childForFieldName('name') ?? []);
    return patterns.flatMap((pattern) =>
      pattern.type === 'identifier'
        ? [pattern.text]
        : nodesOf(pattern, 'identifier', 'shorthand_property_identifier_pattern').map(({ text }) => text),
    );
  }
  const name = fieldText(declaration, 'name');
  return name === '' ? undefined : [name];
}
