/** Where the names stand in an import that does not end with its one name. */
const lists = [/^import\s+(?:type\s+)?([^'"]*?)\s*\bfrom\b/, /^from\s+\S+\s+import\s+(.*)$/s, /\{(.*)\}/s];

/** An import of several names in one line: what is before them, the names, and what is behind them. */
const inOneLine = [/^([^{}\n]*\{ ?)([^{}\n]*?)(,? ?\}[^{}\n]*)$/, /^(from\s+\S+\s+import\s+)([^()\n]+)()$/];

/** Two imports of one module in one line each as one; undefined where they differ in more than their names. */
export function joinImports(left: string, right: string): string | undefined {
  for (const form of inOneLine) {
    const [ours, theirs] = [form.exec(left), form.exec(right)];
    if (!ours || !theirs || ours[1] !== theirs[1] || ours[3] !== theirs[3]) continue;
    const [mine = [], other = []] = [ours, theirs].map(([, , names = '']) => names.split(/\s*,\s*/));
    const all = [...mine, ...other.filter((name) => !mine.includes(name))];
    const isSorted = [mine, other].every((names) => names.join() === [...names].sort().join());
    return `${ours[1]}${(isSorted ? all.sort() : all).join(', ')}${ours[3]}`;
  }
  return undefined;
}

/** What an import of any language brings into its file, less the digits: two versions of one module are one name. */
export function importedNames(text: string): ReadonlySet<string> {
  const list = lists.map((pattern) => pattern.exec(text)?.[1]).find((names) => names !== undefined);
  const words = (part: string) => part.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  const names = list === undefined ? words(text).slice(-1) : words(list);
  return new Set(names.filter((name) => !/^(?:as|type|self)$/.test(name)).map((name) => name.replace(/\d+/g, '')));
}
