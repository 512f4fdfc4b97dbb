import { XMLParser } from 'fast-xml-parser';

export interface XmlElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text directly inside. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
  // Entities are decoded below, without declarations: nothing can expand.
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 60,
});

/**
 * Reads a document that others wrote. Entities of its own are refused, nesting beyond 60 too.
 * @returns null where it is not well-formed enough to be read, which a cut file is not.
 */
export function readXml(text: string): readonly XmlElement[] | null {
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) return null;
  try {
    return toElements(parser.parse(text));
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** With `preserveOrder` a node is `{ tag: children, ':@': attributes }` or `{ '#text': text }`. */
function toElements(nodes: unknown): XmlElement[] {
  return asArray(nodes).flatMap((node) => {
    const tag = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (tag === undefined) return [];
    const inner = asArray(node[tag]);
    const attributes = Object.entries(asObject(node[':@'])).map(([name, value]) => [name, decode(String(value))]);
    const text = inner.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join('');
    return [{ tag, attributes: Object.fromEntries(attributes), text: decode(text), children: toElements(inner) }];
  });
}

type Node = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Node => (typeof value === 'object' && value !== null ? { ...value } : {});
const asArray = (value: unknown): Node[] => (Array.isArray(value) ? value.map(asObject) : []);

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The five entities of XML itself and character references; anything else stays as it is. */
function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
