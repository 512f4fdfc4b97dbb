import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf } from './nodes.ts';

/** By key, from the outermost in. */
export const json: LanguageRules = {
  version: 1,
  wrappers: { object: ['pair'] },
  leading: ['comment'],
  other: (node) => (node.type === 'pair' ? section(node.childForFieldName('key')) : undefined),
};

export const yaml: LanguageRules = {
  version: 1,
  wrappers: { document: ['*'], block_node: ['*'], block_mapping: ['*'] },
  leading: ['comment'],
  other: (node) => (node.type === 'block_mapping_pair' ? section(node.childForFieldName('key')) : undefined),
};

const tomlSections = new Set(['table', 'table_array_element', 'pair']);

export const toml: LanguageRules = {
  version: 1,
  leading: ['comment'],
  other: (node) =>
    tomlSections.has(node.type) ? section(childOf(node, 'bare_key', 'dotted_key', 'quoted_key')) : undefined,
};

export const ini: LanguageRules = {
  version: 1,
  leading: ['comment'],
  other: (node) => (node.type === 'section' ? section(childOf(node, 'section_name')) : undefined),
};

const longestKey = 100;

function section(key: Node | null | undefined): Definition | undefined {
  const name = key?.text
    .trim()
    .replace(/^\[(.*)\]$/s, '$1')
    .replace(/^(['"])(.*)\1$/s, '$2');
  return name ? { name: name.slice(0, longestKey), kind: 'section' } : undefined;
}
