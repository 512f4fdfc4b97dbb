import type { Language } from 'web-tree-sitter';

/** What a pattern wants of a node. Lists are by symbol, 1 where it may be one. */
export interface NameStep {
  readonly symbols: Uint8Array;
  /** As a place in `Language.fields`; 0 for any. */
  readonly field: number;
  /** As a place in `NameQuery.captures`; 0 for none. */
  readonly capture: number;
  /** What the captured text must be. */
  readonly isText: ((text: string) => boolean) | undefined;
  /** Whether no named node is between it and the step before it, or the begin of its parent. */
  readonly isNext: boolean;
  /** In order, and others may stand between them. */
  readonly children: readonly NameStep[];
  /** Whether no named node follows the last of the children. */
  readonly isClosed: boolean;
}

export interface NameQuery {
  /** The patterns that begin with a symbol, each with its place in the query. */
  readonly bySymbol: readonly (readonly PlacedStep[] | undefined)[];
  /** The names of captures; the first stands for none. */
  readonly captures: readonly string[];
}

interface PlacedStep extends NameStep {
  readonly place: number;
}

type Draft = { -readonly [Key in keyof NameStep]: NameStep[Key] };
/** By capture, what its text must be. */
type Texts = Map<number, (text: string) => boolean>;

const token = /"(?:[^"\\]|\\.)*"|[()[\].]|[@#][\w?-]+|\w+:?|\S/g;

/**
 * Reads a query in tree-sitter's language, as far as `LanguageRules.names` uses it: types, fields, tokens, alternatives
 * without children, anchors, captures, and `#eq?` and `#match?` of a capture and a text. Tree-sitter's own reading of it
 * looks through the whole grammar for what can match, which takes longer than a small push may.
 * @throws Error on anything else, and on a type or a field that the grammar does not have.
 */
export function readNameQuery(source: string, language: Language): NameQuery {
  const tokens = source.match(token) ?? [];
  let at = 0;
  const bySymbol: PlacedStep[][] = [];
  const captures = [''];
  const symbols = symbolsByName(language);
  for (let place = 0; at < tokens.length; place += 1) {
    const texts: Texts = new Map();
    const pattern = { ...withTexts(readNode(texts), texts), place };
    pattern.symbols.forEach((is, symbol) => {
      if (is === 1) bySymbol[symbol] = [...(bySymbol[symbol] ?? []), pattern];
    });
  }
  return { bySymbol, captures };

  function take(): string {
    const next = tokens[at];
    if (next === undefined) throw new Error('A query of names ends too early.');
    at += 1;
    return next;
  }

  function readNode(texts: Texts, field = 0, isNext = false): Draft {
    const node = readBare(texts, field, isNext);
    if (tokens[at]?.startsWith('@')) node.capture = captureNamed(take());
    return node;
  }

  function readBare(texts: Texts, field: number, isNext: boolean): Draft {
    const bare = { field, isNext, capture: 0, isText: undefined, children: [], isClosed: false };
    const first = take();
    if (first.startsWith('"')) return { ...bare, symbols: symbolsOf(first) };
    if (first === '[') {
      const symbols = new Uint8Array(language.types.length);
      while (tokens[at] !== ']') {
        const choice = readBare(texts, 0, false);
        if (choice.children.length > 0) throw new Error('An alternative has no children in a query of names.');
        choice.symbols.forEach((is, symbol) => {
          if (is === 1) symbols[symbol] = 1;
        });
      }
      at += 1;
      return { ...bare, symbols };
    }
    if (first !== '(') throw new Error(`"${first}" is not read in a query of names.`);
    // One pattern with what its texts must be.
    const isGroup = tokens[at] === '(' || tokens[at] === '[';
    const node: Draft = isGroup ? readNode(texts, field, isNext) : { ...bare, symbols: symbolsOf(take()) };
    const inner = node.children.length;
    readChildren(node, texts);
    if (isGroup && node.children.length > inner) throw new Error('A group has one pattern in a query of names.');
    return node;
  }

  function readChildren(node: Draft, texts: Texts): void {
    const children = [...node.children];
    let isNext = false;
    for (let next = take(); next !== ')'; next = take()) {
      if (next === '.') {
        isNext = true;
      } else if (next === '(' && tokens[at]?.startsWith('#')) {
        readPredicate(texts);
      } else {
        const field = next.endsWith(':') ? fieldNamed(next.slice(0, -1)) : 0;
        if (field === 0) at -= 1;
        children.push(readNode(texts, field, isNext));
        isNext = false;
      }
    }
    node.children = children;
    node.isClosed ||= isNext;
  }

  function readPredicate(texts: Texts): void {
    const [name, capture, text] = [take(), captureNamed(take()), take()];
    const wanted: unknown = JSON.parse(text);
    if (typeof wanted !== 'string' || take() !== ')') throw new Error(`${name} compares a capture with a text here.`);
    const pattern = name === '#match?' ? new RegExp(wanted) : undefined;
    if (pattern === undefined && name !== '#eq?') throw new Error(`${name} is not read in a query of names.`);
    texts.set(capture, (value) => (pattern === undefined ? value === wanted : pattern.test(value)));
  }

  function symbolsOf(name: string): Uint8Array {
    const found = symbols.get(name);
    if (found === undefined) throw new Error(`The grammar has no node ${name}.`);
    return found;
  }

  function captureNamed(name: string): number {
    if (!captures.includes(name.slice(1))) captures.push(name.slice(1));
    return captures.indexOf(name.slice(1));
  }

  function fieldNamed(name: string): number {
    const field = language.fields.indexOf(name);
    if (field < 1) throw new Error(`The grammar has no field "${name}".`);
    return field;
  }
}

function withTexts(step: NameStep, texts: Texts): NameStep {
  const isText = texts.get(step.capture);
  return { ...step, isText, children: step.children.map((child) => withTexts(child, texts)) };
}

/** By the name of a node in a query, 1 at each of its symbols: several may share it. */
function symbolsByName(language: Language): Map<string, Uint8Array> {
  const byName = new Map<string, Uint8Array>();
  language.types.forEach((type, symbol) => {
    const isNamed = language.nodeTypeIsNamed(symbol);
    for (const name of isNamed ? [type, '_'] : [JSON.stringify(type)]) {
      const symbols = byName.get(name) ?? new Uint8Array(language.types.length);
      symbols[symbol] = 1;
      byName.set(name, symbols);
    }
  });
  return byName;
}
