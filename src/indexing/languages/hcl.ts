import type { Node } from 'web-tree-sitter';
import type { Definition, LanguageRules } from './language-rules.ts';

/** HCL, above all Terraform, with the addresses that Terraform gives: `aws_s3_bucket.logs`, `var.region`. */
export const hcl: LanguageRules = {
  version: 1,
  wrappers: { body: ['*'] },
  leading: ['comment'],
  names: `
    (variable_expr (identifier) @use)
    (get_attr (identifier) @member)
    (function_call (identifier) @member)
    (for_intro (identifier) @local)
    ((variable_expr (identifier) @declared) (#match? @declared "^(?:var|local|data|module|each|count|path|self)$"))
    (object_elem key: (expression (variable_expr (identifier) @declared)))
  `,
  other: (node) => (node.type === 'block' ? blockOf(node) : undefined),
};

function blockOf(block: Node): Definition | undefined {
  const labels = block.namedChildren.flatMap((child) =>
    child?.type === 'identifier' || child?.type === 'string_lit' ? [child.text.replaceAll('"', '')] : [],
  );
  const [type, ...names] = labels;
  switch (type) {
    case undefined:
      return undefined;
    case 'resource':
      return { name: names.join('.'), kind: 'constant' };
    case 'variable':
      return { name: ['var', ...names].join('.'), kind: 'constant' };
    case 'data':
    case 'output':
      return { name: labels.join('.'), kind: 'constant' };
    case 'module':
      return { name: labels.join('.'), kind: 'module' };
    default:
      return { name: labels.join('.'), kind: 'section' };
  }
}
