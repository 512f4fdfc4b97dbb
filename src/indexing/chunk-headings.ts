import { cutAtBlankRows, type Rows, type Weights } from './chunk-lines.ts';
import { joinSmall } from './join-small.ts';
import { largestChunk, type Piece } from './piece.ts';

const headingPattern = /^ {0,3}#{1,6}[ \t]+(\S.*)$/;
const fencePattern = /^ {0,3}(`{3,}|~{3,})/;
const underlinePattern = /^ {0,3}(?:=+|-{2,})[ \t]*$/;
/** In characters: what is longer is a sentence, not a name. */
const longestTitle = 100;

/** Cuts Markdown at its headings, outside of fenced code; a section's symbol is its heading. */
export function cutAtHeadings(lines: readonly string[], weights: Weights): Piece[] {
  const sections = findSections(lines).map(({ title, ...rows }) =>
    cutAtBlankRows(rows, weights, largestChunk).map(
      (part): Piece => ({
        ...part,
        kind: title === null ? 'text' : 'section',
        symbol: title,
        definitions: [],
        parents: [],
      }),
    ),
  );
  return joinSmall(sections, weights);
}

interface Section extends Rows {
  readonly title: string | null;
}

function findSections(lines: readonly string[]): Section[] {
  const headings = findHeadings(lines);
  const first = headings[0]?.row ?? lines.length;
  const sections: Section[] = first > 0 ? [{ title: null, from: 0, to: first - 1 }] : [];
  headings.forEach(({ title, row }, index) => {
    sections.push({ title, from: row, to: (headings[index + 1]?.row ?? lines.length) - 1 });
  });
  return sections;
}

function findHeadings(lines: readonly string[]): { readonly title: string; readonly row: number }[] {
  const headings: { title: string; row: number }[] = [];
  const add = (title: string, row: number) => headings.push({ title: plainTitle(title), row });
  let fence: string | undefined;
  lines.forEach((line, row) => {
    const mark = fencePattern.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
    } else if (mark !== undefined) {
      fence = mark;
    } else {
      const title = headingPattern.exec(line)?.[1];
      if (title !== undefined) add(title, row);
      else if (underlinePattern.test(line) && isLoneLine(lines, row - 1)) add(lines[row - 1] ?? '', row - 1);
    }
  });
  return headings;
}

/** An underlined heading stands by itself; a table's ruler and a rule after a paragraph make none. */
function isLoneLine(lines: readonly string[], row: number): boolean {
  const line = lines[row] ?? '';
  return /^ {0,3}[^\s#>|*+-]/.test(line) && !line.includes('|') && (lines[row - 1] ?? '').trim() === '';
}

/** Without the closing marks that a heading may have. */
function plainTitle(title: string): string {
  const words = title.trimEnd().split(/[ \t]+/);
  const last = words.at(-1) ?? '';
  const kept = words.length > 1 && /^#+$/.test(last) ? words.slice(0, -1) : words;
  return kept.join(' ').slice(0, longestTitle);
}
