import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';
import { childOf, named, titled } from './nodes.ts';

export const powershell: LanguageRules = {
  version: 1,
  wrappers: { statement_list: ['*'] },
  leading: ['comment'],
  names: `
    [(command_name) (type_identifier)] @use
    (member_name (simple_name) @member)
  `,
  isImport: (node) => node.type === 'pipeline' && /^(?:using|import-module|\.)$/i.test(commandOf(node)),
  other: definitionOf,
};

function definitionOf(node: Node): Definition | undefined {
  switch (node.type) {
    case 'class_statement':
      return named(childOf(node, 'simple_name'), 'class');
    case 'enum_statement':
      return named(childOf(node, 'simple_name'), 'enum');
    case 'class_method_definition':
      return named(childOf(node, 'simple_name'), 'function');
    case 'function_statement':
      return named(childOf(node, 'function_name'), 'function');
    case 'pipeline':
      return constantOf(node) ?? testOf(node);
    default:
      return undefined;
  }
}

function constantOf(pipeline: Node): Definition | undefined {
  const left = pipeline.namedChild(0)?.type === 'assignment_expression' ? pipeline.namedChild(0)?.namedChild(0) : null;
  const name = /^\$(?:\w+:)?(\w+)$/.exec(left?.text ?? '')?.[1];
  return name === undefined ? undefined : { name, kind: 'constant' };
}

/** Pester. */
function testOf(pipeline: Node): Definition | undefined {
  if (!/^(?:describe|context|it)$/i.test(commandOf(pipeline))) return undefined;
  const [title] = pipeline.descendantsOfType('string_literal');
  return title ? titled(title.text) : undefined;
}

function commandOf(pipeline: Node): string {
  const command = pipeline.namedChild(0)?.namedChild(0);
  return command?.childForFieldName('command_name')?.text ?? '';
}
