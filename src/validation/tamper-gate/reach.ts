import type { Node } from 'web-tree-sitter';
import { isBlock, isCondition, isLeaving, isNever, leftOutBy, swallowedIn } from './control-flow.ts';
import { isCallForNothing, isOverNothing } from './over-nothing.ts';
import type { Call } from './read-call.ts';
import type { Assertion } from './read-unit.ts';
import type { TestRules } from './test-rules.ts';

interface Range {
  readonly from: number;
  readonly until: number;
}

const nowhere: Range = { from: -1, until: -1 };
const isIn = ({ from, until }: Range, at: number) => at >= from && at < until;

/** Calls that catch what the function that they are given throws. */
const catching = /(?:^|\.|::)(?:runCatching|catch_unwind|catchThrowable\w*)$/;
/** Calls that run the function that they are given when the test may be over. */
const later = /^(?:setTimeout|setInterval|setImmediate|queueMicrotask|process\.nextTick|requestAnimationFrame)$/;
const chained = /\.(?:then|catch|finally)$/;
/** What comes before a promise that something waits for. */
const taken = /(?:\bawait|\breturn|\byield|=>|[([,=:?])\s*$/;
const shortCircuit = /(?:&&|\|\||[^?]\?|\band|\bor)\s*(?:await\s+)?$/;

/** Whether something waits for the promise that begins at `start`. */
export function isTaken(text: string, start: number): boolean {
  return taken.test(text.slice(Math.max(0, start - 12), start));
}

/**
 * Follows which parts of a file are never run, are run under a condition only, or have their failures caught. Nodes are
 * shown to it in the order of the text; of parts within each other the outermost counts.
 */
export function createReach(text: string, rules: TestRules) {
  let dead = nowhere;
  let caught = nowhere;
  let guarded = nowhere;
  /** What a condition before it leaves out. */
  let left = nowhere;
  /** A condition with whole tests in it. */
  let around = nowhere;
  const rangeOf = ({ startIndex, endIndex }: Node): Range => ({ from: startIndex, until: endIndex });

  return {
    see(node: Node, above: readonly (Node | undefined)[]): void {
      const { startIndex, type } = node;
      if (rules.exits.has(type) && startIndex >= dead.until) {
        const block = above.at(-1) ?? above.at(-2);
        if (block && isBlock.test(block.type)) dead = { from: node.endIndex, until: block.endIndex };
      }
      if (isCondition.test(type) && startIndex >= guarded.until) guarded = rangeOf(node);
      if (isLeaving.test(type) && startIndex >= left.until) left = leftOutBy(node, above, text) ?? left;
      if (/^(?:if|while)/.test(type) && startIndex >= dead.until && isNever(node)) {
        dead = { from: startIndex, until: node.childForFieldName('consequence')?.endIndex ?? node.endIndex };
      }
      if (startIndex >= dead.until && isOverNothing(node, text)) dead = rangeOf(node);
      if (rules.tries?.has(type) && startIndex >= caught.until) caught = swallowedIn(node, text) ?? caught;
    },

    seeCall(node: Node, { callee, argumentText }: Call): void {
      if (isCallForNothing(callee, argumentText) && node.startIndex >= dead.until) dead = rangeOf(node);
      if (catching.test(callee) && node.startIndex >= caught.until) caught = rangeOf(node);
      const isLoose = later.test(callee) || (chained.test(callee) && !isTaken(text, node.startIndex));
      if (isLoose && node.startIndex >= guarded.until) guarded = rangeOf(node);
    },

    /**
     * A test begins; tells whether it stands under a condition. Those in it are looked at apart, and what catches its
     * definition catches nothing of its run.
     */
    beginTest({ startIndex }: Node): boolean {
      if (isIn(guarded, startIndex)) around = guarded;
      guarded = nowhere;
      left = nowhere;
      caught = nowhere;
      return isIn(around, startIndex);
    },

    stateOf({ strength }: Pick<Assertion, 'strength'>, start: number): Assertion['state'] {
      if (isIn(dead, start) || strength === 'none') return 'dead';
      return isIn(caught, start) ? 'swallowed' : 'live';
    },

    /** @param own the condition that the assertion itself consists of. */
    isGuarded(start: number, own: Node | undefined): boolean {
      if ((isIn(guarded, start) && guarded.from !== own?.startIndex) || isIn(left, start)) return true;
      return shortCircuit.test(text.slice(Math.max(0, start - 12), start));
    },
  };
}
