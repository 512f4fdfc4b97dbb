export interface Line {
  readonly text: string;
  /** Where the next line starts. */
  readonly end: number;
}

/** Splits at line ends as Markdown knows them: not at U+2028, form feeds and the like. */
export function* linesOf(body: string): Generator<Line> {
  let start = 0;
  for (const { 0: lineEnd, index } of body.matchAll(/\r\n|\n|\r/g)) {
    const end = index + lineEnd.length;
    yield { text: body.slice(start, index), end };
    start = end;
  }
  yield { text: body.slice(start), end: body.length };
}

/** Columns before the first character, with tab stops of 4. */
export function indentOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (character === ' ') columns += 1;
    else if (character === '\t') columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}

/** The line without indent and list markers. */
export function afterListMarkers(text: string): string {
  return text.replace(/^(?:[ \t]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))+/, '');
}

/** Whether the rest of a line opens a fence, or closes one. */
export function isFence(content: string): boolean {
  return /^(?:`{3,}[^`]*$|~{3,})/.test(content);
}

/** Whether HTML may begin in the text. */
export function mayStartTag(text: string): boolean {
  return /<[A-Za-z/!?]/.test(text);
}

/** Blanks the code spans of a line; null when one may stay open at its end. */
export function withoutCodeSpans(text: string): string | null {
  if (text.includes('\\`')) return null;
  const runs = Array.from(text.matchAll(/`+/g), ({ 0: run, index }) => ({ length: run.length, index }));
  const closers = nextOfSameLength(runs.map((run) => run.length));
  const kept: string[] = [];
  let from = 0;
  for (let opener = 0; opener < runs.length; ) {
    const closer = closers[opener];
    const [open, close] = [runs[opener], closer === undefined ? undefined : runs[closer]];
    if (!open || !close || closer === undefined) return null;
    kept.push(text.slice(from, open.index), ' ');
    from = close.index + close.length;
    opener = closer + 1;
  }
  return kept.join('') + text.slice(from);
}

function nextOfSameLength(lengths: readonly number[]): (number | undefined)[] {
  const next: (number | undefined)[] = [];
  const last = new Map<number, number>();
  for (let index = lengths.length - 1; index >= 0; index -= 1) {
    const length = lengths[index] ?? 0;
    next[index] = last.get(length);
    last.set(length, index);
  }
  return next;
}

/** The line without the HTML comments that end on it. */
export function withoutClosedComments(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let open = text.indexOf('<!--'); open !== -1; open = text.indexOf('<!--', from)) {
    // `<!-->` is a whole comment, so the search begins inside of the opening.
    const close = text.indexOf('-->', open + 2);
    if (close === -1) break;
    kept.push(text.slice(from, open), ' ');
    from = close + 3;
  }
  return kept.join('') + text.slice(from);
}
