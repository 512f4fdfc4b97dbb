import { parse } from '../syntax/parse.ts';
import { offThread } from '../threads/off-thread.ts';
import { isThreadEnded } from '../threads/thread-ended.ts';
import type { Fact } from './facts/fact.ts';
import { syntaxRules } from './facts/syntax-rules.ts';
import { compareTrees, type TreeEdit } from './syntax/compare-trees.ts';
import { functionOf, symbolOf } from './syntax/kinds.ts';
import { type PlainNode, plainTree } from './syntax/plain-tree.ts';

/** A fact, with the rule that found it and the function around it. */
export type SyntaxFact = Fact & { readonly rule: string; readonly symbol: string };

const findInThread = offThread(import.meta.url, findSyntaxFactsIn);

/**
 * What a change of one file loses, by its syntax trees: guards, conditions, handlers, calls that protect. None where the
 * language has no grammar, or the parser does not come through. It runs in a thread.
 * @param added lines that the whole change adds, so that code which moved to another file is not missed.
 */
export async function findSyntaxFacts(
  language: string,
  before: string,
  after: string,
  added: string,
): Promise<SyntaxFact[]> {
  try {
    return await findInThread([language, before, after, added]);
  } catch (error) {
    if (isThreadEnded(error)) return [];
    throw error;
  }
}

/** The same in this thread. */
export async function findSyntaxFactsIn(
  language: string,
  before: string,
  after: string,
  added: string,
): Promise<SyntaxFact[]> {
  const old = await parse(language, before, (root) => plainTree(root, before));
  const now = await parse(language, after, (root) => plainTree(root, after));
  if (old === undefined || now === undefined) return [];
  const addedCode = added.replace(/\s+/g, '');
  const edits = compareTrees(old, now);
  const removed = edits.flatMap((edit) =>
    edit.before === null ? [] : [{ ...edit, before: statementCore(edit.before) }],
  );
  const facts = removed.flatMap(
    (edit) => factOf(edit, now, (key) => addedCode.includes(key.replace(/\s+/g, ''))) ?? [],
  );
  return withoutRepeats(facts);
}

/** Some grammars put a statement around an expression that stands alone. */
function statementCore(node: PlainNode): PlainNode {
  const [only, ...others] = node.children.filter(({ named }) => named);
  return node.type === 'expression_statement' && only !== undefined && others.length === 0 ? only : node;
}

function factOf(edit: TreeEdit, root: PlainNode, isAdded: (key: string) => boolean): SyntaxFact | undefined {
  if (edit.aboveBefore.some(holdsTests)) return undefined;
  const afterScope = (functionOf(edit.aboveAfter) ?? root).key;
  for (const [rule, find] of syntaxRules) {
    const fact = find({ edit, afterScope, isAdded });
    if (fact !== undefined) return { ...fact, rule, symbol: symbolOf(edit.aboveAfter) };
  }
  return undefined;
}

/** Tests of Rust in the file that they test: they are judged by what they check. */
function holdsTests({ type, key }: PlainNode): boolean {
  return type === 'mod_item' && /^(?:pub )?mod (?:\w*_)?tests?\b/.test(key);
}

/** The same code lost twice at one place is said once. */
function withoutRepeats(facts: readonly SyntaxFact[]): SyntaxFact[] {
  const seen = new Set<string>();
  return facts.filter(({ rule, lines, quote }) => {
    const key = JSON.stringify([rule, lines.start, quote]);
    return !seen.has(key) && seen.add(key);
  });
}
