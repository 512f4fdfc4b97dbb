import type { Node } from 'web-tree-sitter';
import type { TestDefinition, TestRules } from '../test-rules.ts';
import { jvm, rowsOfAnnotations } from './jvm.ts';
import { childOf, headOf, nameOf } from './nodes.ts';

/** JUnit 3 to 5 and TestNG, with AssertJ, Hamcrest, Truth and Mockito. */
export const java: TestRules = {
  ...jvm,
  definitions: new Set(['method_declaration', 'class_declaration', 'record_declaration']),
  define,
  calls: new Set(['method_invocation', 'object_creation_expression']),
  arguments: new Set(['argument_list']),
  chains: new Set(['method_invocation']),
  literals: new Set([
    'string_literal',
    'decimal_integer_literal',
    'decimal_floating_point_literal',
    'hex_integer_literal',
    'true',
    'false',
    'null_literal',
    'character_literal',
  ]),
  comments: new Set(['line_comment', 'block_comment', 'annotation', 'marker_annotation']),
  exits: new Set(['return_statement', 'throw_statement']),
  tries: new Set(['try_statement']),
};

/** Surefire and Gradle make no instance of it, or do not find it by its name. */
function isUncollected(node: Node, title: string): boolean {
  const isAbstract = childOf(node, 'modifiers')?.children.some((each) => each?.type === 'abstract') === true;
  return isAbstract || (node.parent?.type === 'program' && !/^Test|(?:Tests?|TestCase|Spec|ITs?|ITCase)$/.test(title));
}

function define(node: Node): TestDefinition {
  const title = nameOf(node);
  if (node.type !== 'method_declaration') return { kind: 'group', title, uncollected: isUncollected(node, title) };
  const head = headOf(node);
  // JUnit runs neither.
  const isHidden = childOf(node, 'modifiers')?.children.some((each) => /^(?:private|static)$/.test(each?.type ?? ''));
  const isTest =
    !isHidden &&
    (/@(?:\w*Test|TestFactory|TestTemplate|Property)\b/.test(head) ||
      /^(?:public\s+)?void\s+test[A-Z]\w*\(\)/.test(head.trim()));
  const rows = rowsOfAnnotations(head);
  return { kind: isTest ? 'test' : 'helper', title, ...(rows !== undefined && { rows }) };
}
