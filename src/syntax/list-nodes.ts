import type { Node } from 'web-tree-sitter';
import { parserWords } from './grammars.ts';

/** The nodes of a tree, each before those in it, as parallel arrays. */
export interface NodeList {
  readonly count: number;
  /** By the place of a node: its type as a place in `Language.types`, or `errorSymbol`. */
  readonly symbols: Uint16Array;
  /** 1 where it is named, 0 where it is a token like `=`. */
  readonly named: Uint8Array;
  /** As a place in `Language.fields`; 0 where it is in none. */
  readonly fields: Uint16Array;
  /** UTF-16 units. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Of its first unit, from 0. */
  readonly rows: Uint32Array;
  /** The place of the first node that is not in it. */
  readonly nexts: Uint32Array;
}

export const errorSymbol = 0xff_ff;

/** Hidden nodes count, which grammars put around the visible ones. */
const deepest = 1_500;

/*
 * Nodes are read where the parser keeps them: the library makes an object for each and crosses into WebAssembly for each of
 * its properties, which takes ten times as long. The layout is that of web-tree-sitter 0.25.10, which package.json pins;
 * see `lib/subtree.h`, `lib/tree.h` and `lib/parser.h` there. What does not fit it is found at once: the root has as many
 * nodes in it as the library says.
 */
/** From bytes to words, and to UTF-16 units. */
const wordShift = 2;
const wordsOfSubtree = 2;
/** Words of `TSTree`, which begins with its root. */
const treeLanguage = wordsOfSubtree;
/** Words of `TSLanguage`. */
const language = {
  fieldCount: 8,
  aliasLength: 9,
  fieldSlices: 16,
  fieldEntries: 17,
  metadata: 18,
  publicSymbols: 19,
  aliases: 21,
};
/** Words of `SubtreeHeapData`. */
const heap = {
  paddingBytes: 1,
  paddingRows: 2,
  sizeBytes: 4,
  sizeRows: 5,
  childCount: 9,
  symbol: 10,
  flags: 11,
  production: 16,
};
const bytesOfMetadata = 3;
const unitShift = 1;

let capacity = 0;
let lists = makeLists();

/**
 * Lists a tree's nodes down to the depth of 1,500; those that are deeper are left out. The arrays are the same ones each
 * time: the next call overwrites them.
 */
export function listNodes(root: Node): NodeList {
  const total = root.descendantCount;
  if (total > capacity) {
    capacity = Math.max(total, 2 * capacity);
    lists = makeLists();
  }
  const { symbols, named, fields, starts, ends, rows, nexts } = lists;
  const words = parserWords();
  const halves = new Uint16Array(words.buffer);
  const bytes = new Uint8Array(words.buffer);
  const slot = root.id >>> wordShift;
  const at = word(slot + treeLanguage) >>> wordShift;
  const metadata = word(at + language.metadata);
  const publicSymbols = word(at + language.publicSymbols) >>> unitShift;
  const aliases = word(at + language.aliases) >>> unitShift;
  const aliasLength = word(at + language.aliasLength) & 0xff_ff;
  const fieldSlices = word(at + language.fieldCount) === 0 ? 0 : word(at + language.fieldSlices) >>> wordShift;
  const fieldEntries = word(at + language.fieldEntries) >>> wordShift;

  let count = 0;
  let isWhole = true;
  /** Where the node that is read next begins, without what is before it. */
  let byte = 0;
  let row = 0;
  read(slot, 0, 0, 0);
  if (isWhole && count !== total)
    throw new Error(`The parser's memory is not laid out as expected: ${count} nodes of ${total}.`);
  return { count, symbols, named, fields, starts, ends, rows, nexts };

  function word(place: number): number {
    return words[place] ?? 0;
  }

  /** Lists the subtree in a slot, of which its parent says under which name and in which field it is. */
  function read(slot: number, alias: number, field: number, depth: number): void {
    const first = word(slot);
    if ((first & 1) === 1) {
      // Small leaves are in their slot.
      const second = word(slot + 1);
      byte += (second >>> 16) & 0xff;
      row += (second >>> 8) & 0xf;
      const end = byte + (second >>> 24);
      if (alias !== 0 || (first & 2) !== 0) {
        add((first >>> 8) & 0xff, alias, (first >>> 2) & 1, field, end);
        nexts[count - 1] = count;
      }
      byte = end;
      return;
    }
    const data = first >>> wordShift;
    const [before, rowBefore] = [byte, row];
    byte += word(data + heap.paddingBytes);
    row += word(data + heap.paddingRows);
    const end = byte + word(data + heap.sizeBytes);
    const endRow = row + word(data + heap.sizeRows);
    const flags = word(data + heap.flags);
    const isVisible = depth === 0 || alias !== 0 || (flags & 1) !== 0;
    const place = count;
    if (isVisible) add(word(data + heap.symbol) & 0xff_ff, alias, (flags >>> 1) & 1, field, end);
    const children = word(data + heap.childCount);
    if (children > 0) {
      // What is before the first child is what is before its parent.
      byte = before;
      row = rowBefore;
      if (depth < deepest) readChildren(data, children, isVisible ? 0 : field, depth);
      else isWhole = false;
    }
    if (isVisible) nexts[place] = count;
    byte = end;
    row = endRow;
  }

  /** @param around The field of a hidden parent, which is that of the visible nodes in it. */
  function readChildren(data: number, children: number, around: number, depth: number): void {
    const production = word(data + heap.production) >>> 16;
    const aliasSequence = production === 0 ? 0 : aliases + production * aliasLength;
    const slice = fieldSlices === 0 ? 0 : word(fieldSlices + production);
    const entries = fieldEntries + (slice & 0xff_ff);
    const entriesEnd = entries + (slice >>> 16);
    let structural = 0;
    for (let child = data - wordsOfSubtree * children; child < data; child += wordsOfSubtree) {
      if (isExtra(word(child))) {
        read(child, 0, 0, depth + 1);
        continue;
      }
      const alias = aliasSequence === 0 ? 0 : (halves[aliasSequence + structural] ?? 0);
      let field = around;
      for (let entry = entries; entry < entriesEnd; entry += 1) {
        // The field, the child that it is of, and whether that only has it from a child of its own.
        const value = word(entry);
        if (((value >>> 16) & 0xff) !== structural || value >>> 24 !== 0) continue;
        field = value & 0xff_ff;
        break;
      }
      read(child, alias, field, depth + 1);
      structural += 1;
    }
  }

  function isExtra(first: number): boolean {
    return (first & 1) === 1 ? (first & 8) !== 0 : (word((first >>> wordShift) + heap.flags) & 4) !== 0;
  }

  function add(symbol: number, alias: number, isNamed: number, field: number, end: number): void {
    const shown = alias === 0 ? symbol : alias;
    symbols[count] = shown >= errorSymbol - 1 ? errorSymbol : (halves[publicSymbols + shown] ?? 0);
    named[count] = alias === 0 ? isNamed : (bytes[metadata + bytesOfMetadata * alias + 1] ?? 0);
    fields[count] = field;
    starts[count] = byte >>> unitShift;
    ends[count] = end >>> unitShift;
    rows[count] = row;
    count += 1;
  }
}

function makeLists() {
  return {
    symbols: new Uint16Array(capacity),
    named: new Uint8Array(capacity),
    fields: new Uint16Array(capacity),
    starts: new Uint32Array(capacity),
    ends: new Uint32Array(capacity),
    rows: new Uint32Array(capacity),
    nexts: new Uint32Array(capacity),
  };
}
