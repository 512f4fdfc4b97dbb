import { childIn, namedChildren, type PlainNode, walk } from './plain-tree.ts';

// What the grammars of the languages call the same things. A name that a grammar does not have matches nothing there.

const conditional =
  /^(?:if_statement|if_expression|if|if_modifier|unless|unless_modifier|elif_clause|elsif|else_if_clause|guard_statement|guard_let_statement)$/;
const exit =
  /^(?:return_statement|return_expression|return|throw_statement|throw_expression|throw|raise_statement|break_statement|break_expression|break|continue_statement|continue_expression|continue|next|yield_statement|goto_statement)$/;
const exitCall =
  /^(?:panic|raise|fail|abort|die|exit|os\.exit|sys\.exit|process\.exit|log\.fatalf?|t\.fatalf?|bail|unreachable|todo|reject|throwError)\b/i;
const tryNode = /^(?:try_statement|try_expression|try_with_resources_statement|begin|do_statement)$/;
const handler =
  /^(?:catch_clause|catch_block|except_clause|except_group_clause|rescue|finally_clause|finally_block|ensure)$/;
const callNode =
  /^(?:call|call_expression|method_invocation|invocation_expression|function_call_expression|member_call_expression|scoped_call_expression|nullsafe_member_call_expression|macro_invocation|function_call|method_call)$/;
const caseNode =
  /^(?:switch_case|case_clause|case_statement|expression_case|type_case|communication_case|match_arm|switch_section|when|when_entry|when_clause|switch_rule|switch_block_statement_group|in_clause|stab_clause)$/;
const definition = /(?:function|method|constructor|lambda|closure|arrow).*|^(?:singleton_method|func_literal|fn|def)$/;
const namedDefinition = /function|method|constructor|class|struct|trait|impl|interface|module|enum/;

export const isConditional = ({ type }: PlainNode) => conditional.test(type);
export const isTry = ({ type }: PlainNode) => tryNode.test(type);
export const isHandler = ({ type }: PlainNode) => handler.test(type);
export const isCall = ({ type }: PlainNode) => callNode.test(type);
export const isCase = ({ type }: PlainNode) => caseNode.test(type);
export const isAwait = ({ type }: PlainNode) => /^await/.test(type);
export const isFunction = ({ type, named }: PlainNode) =>
  named && definition.test(type) && !/call|type|parameter|modifier|invocation|body|name/.test(type);

/** `else if` and the like: the condition belongs to a chain. */
export function isExit(node: PlainNode): boolean {
  if (exit.test(node.type)) return true;
  if (/^expression_statement$/.test(node.type)) return namedChildren(node).some(isExit);
  return isCall(node) && exitCall.test(node.key.replaceAll(' ', ''));
}

export function conditionOf(node: PlainNode): PlainNode | undefined {
  return childIn(node, 'condition') ?? namedChildren(node)[0];
}

/** What runs where the condition holds. */
export function consequenceOf(node: PlainNode): PlainNode | undefined {
  return childIn(node, 'consequence', 'body') ?? namedChildren(node).find((child) => child !== conditionOf(node));
}

export function alternativeOf(node: PlainNode): PlainNode | undefined {
  return childIn(node, 'alternative') ?? node.children.find(({ type }) => /^(?:else|elif|elsif)/.test(type));
}

const block =
  /^(?:block|statement_block|compound_statement|then|body_statement|do_block|statements|statement_list|declaration_list|expression_statement|parenthesized_expression|condition_clause)$/;

/** The statements of a block; of one statement, itself. */
export function statementsOf(node: PlainNode): PlainNode[] {
  const inside = namedChildren(node);
  if (block.test(node.type) && !/expression/.test(node.type))
    return inside.flatMap((child) =>
      /^(?:statements|statement_list)$/.test(child.type) ? namedChildren(child) : [child],
    );
  return [node];
}

/** Without parentheses around it. */
export function unwrapped(node: PlainNode): PlainNode {
  const [only, ...others] = namedChildren(node);
  const isWrapper =
    /^(?:parenthesized_expression|parenthesized_statements|condition_clause|expression_statement)$/.test(node.type);
  return isWrapper && only !== undefined && others.length === 0 ? unwrapped(only) : node;
}

/** The operator of a node with two operands; empty where it is none. */
export function operatorOf(node: PlainNode): string {
  const named = childIn(node, 'operator', 'operators')?.key;
  if (named !== undefined) return named;
  const [left, middle, right, ...others] = node.children;
  const isBinary = left?.named === true && right?.named === true && others.length === 0 && middle?.named === false;
  return isBinary ? (middle?.key ?? '') : '';
}

const logical = new Set(['&&', '||', 'and', 'or']);

/** `a && b || c` → `a`, `b`, `c`. */
export function clausesOf(node: PlainNode): PlainNode[] {
  const inner = unwrapped(node);
  if (!logical.has(operatorOf(inner))) return [inner];
  return namedChildren(inner)
    .filter(({ field }) => field !== 'operator')
    .flatMap(clausesOf);
}

/** Whether a condition became a part of itself: `a && b && c` → `a && c`. */
export function losesClauses(before: PlainNode, after: PlainNode): boolean {
  const operator = operatorOf(before);
  if (!logical.has(operator)) return false;
  const [old, now] = [chainOf(before, operator), chainOf(after, operator)];
  return now.length < old.length && now.every((key) => old.includes(key));
}

/** What one operator joins, in any depth. */
function chainOf(node: PlainNode, operator: string): string[] {
  if (operatorOf(node) !== operator) return [node.key];
  return namedChildren(node)
    .filter(({ field }) => field !== 'operator')
    .flatMap((child) => chainOf(child, operator));
}

/** What a call calls, without blanks: `this.lock.acquire`. */
export function calleeOf(node: PlainNode): string {
  const called = childIn(node, 'function', 'macro') ?? childIn(node, 'method', 'name');
  const receiver = childIn(node, 'receiver', 'object');
  const name = called?.key ?? namedChildren(node)[0]?.key ?? '';
  return `${receiver && receiver !== called ? `${receiver.key}.` : ''}${name}`.replaceAll(' ', '');
}

export function argumentsOf(node: PlainNode): PlainNode[] {
  const list =
    childIn(node, 'arguments', 'argument_list') ??
    node.children.find(({ type }) => /arguments|argument_list/.test(type));
  return list === undefined ? [] : namedChildren(list);
}

/** The words that name things in a piece of code. */
export function namesIn(node: PlainNode): Set<string> {
  const names = new Set<string>();
  for (const { type, key, children } of walk(node)) {
    if (children.length === 0 && /identifier|^name$|variable|constant|symbol/.test(type)) names.add(key);
  }
  return names;
}

/** The name of the innermost function or class, with those around it: `Cart.total`. */
export function symbolOf(above: readonly PlainNode[]): string {
  return above
    .filter(({ type }) => namedDefinition.test(type))
    .flatMap((node) => childIn(node, 'name')?.key ?? [])
    .join('.');
}

/** The innermost function of a place; undefined at the top of a file. */
export function functionOf(above: readonly PlainNode[]): PlainNode | undefined {
  return above.findLast(isFunction);
}
