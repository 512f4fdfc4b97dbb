import type { Node } from 'web-tree-sitter';
import type { ChunkKind } from '../chunk.ts';
import type { Definition, LanguageRules } from './language-rules.ts';
import { titled } from './nodes.ts';

const forms: ReadonlyMap<string, ChunkKind> = new Map([
  ['defvar', 'constant'],
  ['defconst', 'constant'],
  ['defcustom', 'constant'],
  ['defvar-local', 'constant'],
  ['defface', 'constant'],
  ['cl-defun', 'function'],
  ['cl-defmethod', 'function'],
  ['cl-defgeneric', 'function'],
  ['define-minor-mode', 'function'],
  ['define-derived-mode', 'function'],
  ['cl-defstruct', 'class'],
  ['defclass', 'class'],
  ['ert-deftest', 'test'],
]);

export const elisp: LanguageRules = {
  version: 1,
  definitions: { function_definition: 'function', macro_definition: 'function' },
  leading: ['comment'],
  names: `
    (symbol) @use
    (list . (symbol) @member)
    (function_definition parameters: (list (symbol) @local))
    (macro_definition parameters: (list (symbol) @local))
    (special_form ["let" "let*"] . (list (list . (symbol) @local)))
    ((list . (symbol) @member . (symbol) @declared) (#match? @member "^(?:cl-|ert-)?def"))
    (function_definition name: (symbol) @declared)
    (macro_definition name: (symbol) @declared)
    (special_form . ["defvar" "defconst"] . (symbol) @declared)
    ((symbol) @declared (#match? @declared "^(?:[:&].*|nil|t)$"))
  `,
  isImport: (node) => node.type === 'list' && /^(?:require|autoload|use-package)$/.test(head(node)?.text ?? ''),
  other: definitionOf,
};

function definitionOf(node: Node): Definition | undefined {
  if (node.type !== 'list' && node.type !== 'special_form') return undefined;
  const kind = forms.get(head(node)?.text ?? '');
  const next = head(node)?.nextNamedSibling;
  const name = next?.type === 'list' ? next.namedChild(0) : next;
  if (kind === undefined || !name) return undefined;
  return kind === 'test' ? titled(name.text) : { name: name.text, kind };
}

/** What is called: after the bracket. */
function head(form: Node): Node | null {
  return form.child(1);
}
