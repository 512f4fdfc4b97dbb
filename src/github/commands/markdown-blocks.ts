import { afterListMarkers, indentOf, isFence, withoutClosedComments } from './markdown-line.ts';

/** Something that hides lines until it ends; blank lines never end it. */
export interface Block {
  /** What a line does to the block; `unclear` where it depends on what the block stands in. */
  read(text: string): 'stays' | 'ends' | 'unclear';
  /** What the line that ends the block may leave open, down to the next blank line. */
  readonly leaves: 'text' | 'html' | null;
}

/** A code fence, from the line that opens it. */
export function fence(opening: string): Block {
  const indent = indentOf(opening);
  const mark = /^(?:`+|~+)/.exec(opening.trimStart())?.[0] ?? '';
  return {
    read(text) {
      const column = indentOf(text);
      const content = text.trim();
      // A line further left ends the list item that the fence may stand in, and the fence with it.
      if (column < indent) return 'unclear';
      if (content.length < mark.length || content !== mark.charAt(0).repeat(content.length)) return 'stays';
      if (indent <= 3 ? column <= 3 : column === indent) return 'ends';
      return indent === 0 ? 'stays' : 'unclear';
    },
    // Four columns in, outside of a list, it is no fence at all but text.
    leaves: indent <= 3 ? null : 'text',
  };
}

/** An HTML comment that opens at the start of a line. */
export const comment: Block = {
  read(text) {
    const end = text.indexOf('-->');
    if (end === -1) return 'stays';
    return withoutClosedComments(text.slice(end + 3)).includes('<!--') ? 'unclear' : 'ends';
  },
  leaves: null,
};

const rawTagPattern = /<(\/?)(pre|code|blockquote|script|style|textarea|template|svg|math)(?![A-Za-z0-9-])/gi;

/** The tags whose content is no text of the writer: code, quotes, or nothing that is shown. */
export function leftOpenTag(html: string): { readonly name: string; readonly depth: number } | null {
  const depths = new Map<string, number>();
  for (const [, slash, tag = ''] of html.matchAll(rawTagPattern)) {
    const name = tag.toLowerCase();
    depths.set(name, Math.max(0, (depths.get(name) ?? 0) + (slash ? -1 : 1)));
  }
  for (const [name, depth] of depths) if (depth > 0) return { name, depth };
  return null;
}

/** What stands between such a tag and its end. */
export function rawTag(open: { readonly name: string; readonly depth: number }): Block {
  let { depth } = open;
  return {
    read(text) {
      if (isFence(afterListMarkers(text)) || text.includes('<!--')) return 'unclear';
      for (const [, slash, tag = ''] of text.matchAll(rawTagPattern)) {
        if (tag.toLowerCase() !== open.name) continue;
        // Four columns in, an end tag may be code that shows itself.
        depth += slash ? (indentOf(text) > 3 ? 0 : -1) : 1;
      }
      return depth > 0 ? 'stays' : 'ends';
    },
    leaves: 'html',
  };
}
