import type { Category } from '../finding.ts';
import { calleeOf, isCall, isConditional } from '../syntax/kinds.ts';
import { type PlainNode, walk } from '../syntax/plain-tree.ts';
import { at, type FactRule, linesOf, shown } from './fact.ts';

/** Calls whose whole point is that they are made, by the words of their name. */
const kinds: readonly { readonly words: RegExp; readonly category: Category; readonly consequence: string }[] = [
  {
    words:
      /^(?:(?:un)?lock|acquire|release|synchroni[sz]e|(?:r|w)lock|r?unlock|wait|notify|flush|fsync|barrier|join)$/i,
    category: 'race',
    consequence: 'What it kept in order can now happen at the same time.',
  },
  {
    words:
      /^(?:close|dispose|destroy|free|shutdown|cleanup|unsubscribe|removeEventListener|clearTimeout|clearInterval|cancel|rollback|abort|delete|deinit|teardown|unref)$/i,
    category: 'bug',
    consequence: 'What it gave back, or ended, is now held on to.',
  },
  {
    words: /^(?:valid|sanit|escape|verif|authori[sz]|authenti|check|assert|ensure|require)\w*$/i,
    category: 'security',
    consequence: 'What it refused is now let through.',
  },
];

/** A call that protects, closes or checks is gone, and nothing in the change makes it elsewhere. */
export const removedCall: FactRule = ({ edit, afterScope, isAdded }) => {
  const { before, after, line } = edit;
  if (before === null || after !== null || isConditional(before)) return undefined;
  const call = statementCall(before);
  if (call === undefined) return undefined;
  const callee = calleeOf(call);
  const name = callee.slice(callee.lastIndexOf('.') + 1).replace(/[!?]$/, '');
  const kind = kinds.find(({ words }) => words.test(name));
  const stands = afterScope.replaceAll(' ', '').includes(`${callee}(`);
  if (kind === undefined || stands || isAdded(call.key)) return undefined;
  return {
    category: kind.category,
    severity: 'major',
    title: `The call ${shown(call.key)} is gone.`,
    consequence: kind.consequence,
    removed: linesOf(before),
    lines: at(line),
    quote: call.key,
  };
};

/** The call that a statement is made of, whose result nobody takes. */
function statementCall(node: PlainNode): PlainNode | undefined {
  if (isCall(node)) return node;
  if (!/^(?:expression_statement|defer_statement|await_expression|call_statement)$/.test(node.type)) return undefined;
  for (const each of walk(node)) {
    if (isCall(each)) return each;
    if (/assign|function|lambda|arrow/.test(each.type)) return undefined;
  }
  return undefined;
}
