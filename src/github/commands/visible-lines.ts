import { type Block, comment, fence, leftOpenTag, rawTag } from './markdown-blocks.ts';
import {
  afterListMarkers,
  isFence,
  type Line,
  linesOf,
  mayStartTag,
  withoutClosedComments,
  withoutCodeSpans,
} from './markdown-line.ts';

/**
 * The lines of a comment that are its writer's own words: outside quotes, code and HTML comments.
 *
 * This is no Markdown parser but a careful reader: a line that can be understood in two ways is left out, and where
 * that is so for everything below a line, nothing below it is returned. Linear in time.
 * Rules after https://github.github.com/gfm/
 */
export function* visibleLines(body: string): Generator<Line> {
  let block: Block | null = null;
  // What may go on in the lines down to the next blank one: a quote, a code span or a tag (`text`), a block of HTML.
  let goesOn: Block['leaves'] = null;

  for (const line of linesOf(body)) {
    const { text } = line;
    if (/^[ \t]*$/.test(text)) {
      goesOn = null;
      continue;
    }
    if (block) {
      const state = block.read(text);
      if (state === 'unclear') return;
      if (state === 'ends') {
        goesOn = block.leaves;
        block = null;
      }
      continue;
    }
    const content = afterListMarkers(text);
    if (isFence(content)) {
      const followsListMarker = content.length < text.trimStart().length;
      if (goesOn === 'html' || followsListMarker) return;
      block = fence(text);
      continue;
    }
    if (!goesOn && !content.startsWith('>')) yield line;

    const plain = withoutCodeSpans(text);
    // A tag may hold a backtick, so beside a tag, or in what goes on, no code span is sure.
    const html = withoutClosedComments(plain === null || goesOn || mayStartTag(plain) ? text : plain);
    const opened = opens(text, html, goesOn);
    if (opened === 'unclear') return;
    block = opened;
    if (mayStartTag(afterListMarkers(html).slice(0, 2))) goesOn = 'html';
    else if (plain === null || mayGoOn(html, content)) goesOn ??= 'text';
  }
}

/** What a line opens that can reach beyond blank lines. */
function opens(text: string, html: string, goesOn: Block['leaves']): Block | 'unclear' | null {
  if (html.includes('<!--')) {
    const opensAtStart = text.startsWith('<!--') && html === text;
    return opensAtStart && goesOn !== 'html' ? comment : 'unclear';
  }
  const tag = leftOpenTag(html);
  return tag && rawTag(tag);
}

/** Whether the paragraph's next line may belong to a quote, a tag or a link's title that began here. */
function mayGoOn(html: string, content: string): boolean {
  const afterLastTag = html.slice(html.lastIndexOf('>') + 1);
  return content.startsWith('>') || mayStartTag(afterLastTag) || /^\[[^\]]*\]:/.test(content);
}
