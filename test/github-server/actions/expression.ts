/** A value of an expression; contexts are objects of them. */
export type Value = string | number | boolean | null | { readonly [name: string]: Value };

/** What an expression sees: `github`, `inputs`, `env`, `steps` … and the status functions. */
export interface Scope {
  readonly contexts: Readonly<Record<string, Value>>;
  /** The state of the job so far; undefined where status functions have no meaning. */
  readonly status?: 'success' | 'failure' | 'cancelled';
}

const token = /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w-]*)|(==|!=|&&|\|\||<=|>=|[!<>().,]))/y;

/**
 * Evaluates the part of the expression language that the workflows here use: literals, contexts, comparison, logic and
 * a few functions. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 *
 * @throws for everything else, so that a workflow never passes by misunderstanding.
 */
export function evaluate(source: string, scope: Scope): Value {
  const tokens = tokenize(source);
  let at = 0;
  const accept = (text: string) => {
    if (tokens[at] !== text) return false;
    at += 1;
    return true;
  };
  const expect = (text: string) => {
    if (!accept(text)) throw unsupported(source);
  };

  const or = (): Value => {
    let left = and();
    while (accept('||')) {
      const right = and();
      left = truthy(left) ? left : right;
    }
    return left;
  };
  const and = (): Value => {
    let left = comparison();
    while (accept('&&')) {
      const right = comparison();
      left = truthy(left) ? right : left;
    }
    return left;
  };
  const comparison = (): Value => {
    const left = unary();
    if (accept('==')) return equal(left, unary());
    if (accept('!=')) return !equal(left, unary());
    return left;
  };
  const unary = (): Value => (accept('!') ? !truthy(unary()) : primary());
  const primary = (): Value => {
    const text = tokens[at];
    if (text === undefined) throw unsupported(source);
    at += 1;
    if (text === '(') {
      const value = or();
      expect(')');
      return value;
    }
    if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
    if (/^-?\d/.test(text)) return Number(text);
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'null') return null;
    if (!/^[A-Za-z_]/.test(text)) throw unsupported(source);
    return accept('(') ? call(text) : context(text);
  };
  const call = (name: string): Value => {
    const values: Value[] = [];
    while (!accept(')')) {
      if (values.length > 0) expect(',');
      values.push(or());
    }
    return callFunction(name, values, scope, source);
  };
  const context = (name: string): Value => {
    let value = scope.contexts[name];
    if (value === undefined) throw unsupported(source);
    while (accept('.')) {
      const property = tokens[at] ?? '';
      at += 1;
      // As on GitHub, what is not there is empty.
      value = typeof value === 'object' && value !== null ? (value[property] ?? null) : null;
    }
    return value;
  };

  const value = or();
  if (at < tokens.length) throw unsupported(source);
  return value;
}

/** Replaces each `${{ … }}`; a text without one stays as it is. */
export function interpolate(text: string, scope: Scope): string {
  return text.replace(/\$\{\{([^}]*(?:\}(?!\})[^}]*)*)\}\}/g, (_, source: string) => toText(evaluate(source, scope)));
}

/** Whether a step or job runs. Without a status function in it, a condition also asks for success. */
export function holds(condition: string | boolean | undefined, scope: Scope): boolean {
  const source = String(condition ?? 'success()').replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1');
  const asksStatus = /\b(?:always|success|failure|cancelled)\s*\(/.test(source);
  return (asksStatus || scope.status === 'success') && truthy(evaluate(source, scope));
}

function tokenize(source: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let end = 0; source.slice(end).trim() !== ''; end = token.lastIndex) {
    const match = token.exec(source);
    if (match === null) throw unsupported(source);
    tokens.push(match[0].trim());
  }
  return tokens;
}

function callFunction(name: string, values: readonly Value[], scope: Scope, source: string): Value {
  const [first = null, second = null] = values;
  const [text, part] = [toText(first).toLowerCase(), toText(second).toLowerCase()];
  switch (name) {
    case 'always':
      return true;
    case 'success':
    case 'failure':
    case 'cancelled':
      if (scope.status === undefined) throw unsupported(source);
      return scope.status === name;
    case 'contains':
      return text.includes(part);
    case 'startsWith':
      return text.startsWith(part);
    case 'endsWith':
      return text.endsWith(part);
    case 'format':
      return toText(first).replace(/\{(\d+)\}/g, (_, index: string) => toText(values[Number(index) + 1] ?? null));
    default:
      throw unsupported(source);
  }
}

/** Text is compared without regard to case. */
function equal(left: Value, right: Value): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left.toLowerCase() === right.toLowerCase();
  if (typeof left === typeof right) return left === right;
  return toNumber(left) === toNumber(right);
}

function toNumber(value: Value): number {
  if (value === null) return 0;
  return typeof value === 'object' ? Number.NaN : Number(value);
}

function truthy(value: Value): boolean {
  return !(value === false || value === null || value === '' || value === 0);
}

export function toText(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? 'Object' : String(value);
}

function unsupported(source: string): Error {
  return new Error(`The local GitHub does not support the expression: ${source.trim()}`);
}
