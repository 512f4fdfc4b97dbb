import type { Node } from 'web-tree-sitter';
import { type Module, unknownExports } from './module.ts';
import { childrenOf, fieldText, isInside, nodesOf, quoted } from './nodes.ts';

/** `require_relative`, which names a file of Ruby beside this one. */
export function readRuby(root: Node): Module {
  const calls = nodesOf(root, 'call').filter((call) => fieldText(call, 'method') === 'require_relative');
  return onlyPaths(calls, (call) => {
    const written = quoted(childrenOf(call.childForFieldName('arguments'))[0]);
    return written === undefined || written.startsWith('.') ? written : `./${written}`;
  });
}

/** `mod x;` at the top of a file, which names a file of Rust unless attributes say otherwise. */
export function readRust(root: Node): Module {
  const modules = childrenOf(root).filter(
    (node) =>
      node.type === 'mod_item' &&
      node.childForFieldName('body') === null &&
      node.previousNamedSibling?.type !== 'attribute_item',
  );
  return onlyPaths(modules, (node) => `self::${fieldText(node, 'name')}`);
}

/** Imports of files of Dart beside this one; parts are often generated. */
export function readDart(root: Node): Module {
  const uris = nodesOf(root, 'uri').filter((uri) => isInside(uri, 'library_import', 'library_export'));
  return onlyPaths(uris, (uri) => {
    const written = quoted(uri.namedChild(0));
    return written?.includes(':') ? undefined : written;
  });
}

function onlyPaths(nodes: readonly Node[], specifierOf: (node: Node) => string | undefined): Module {
  const specifiers = nodes.map((node) => ({
    specifier: specifierOf(node),
    optional: isInside(node, 'begin', 'if', 'unless'),
  }));
  return {
    imports: specifiers.flatMap(({ specifier, optional }) =>
      specifier === undefined ? [] : [{ specifier, names: [], optional }],
    ),
    exports: unknownExports,
  };
}
