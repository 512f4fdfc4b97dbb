/** Where the names stand in an import that does not end with its one name. */
const lists = [/^import\s+(?:type\s+)?([^'"]*?)\s*\bfrom\b/, /^from\s+\S+\s+import\s+(.*)$/s, /\{(.*)\}/s];

/** What an import of any language brings into its file, less the digits: two versions of one module are one name. */
export function importedNames(text: string): ReadonlySet<string> {
  const list = lists.map((pattern) => pattern.exec(text)?.[1]).find((names) => names !== undefined);
  const words = (part: string) => part.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  const names = list === undefined ? words(text).slice(-1) : words(list);
  return new Set(names.filter((name) => !/^(?:as|type|self)$/.test(name)).map((name) => name.replace(/\d+/g, '')));
}
