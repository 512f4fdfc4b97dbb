import { sanitizeText } from '../security/sanitize-text.ts';
import { type Frame, readFrame } from './read-frame.ts';

/** What a piece of a request is; a trace's last line, and what else looks like a message of a program, is an `error`. */
export type PartKind = 'title' | 'prose' | 'expected' | 'actual' | 'code' | 'trace' | 'error' | 'environment';

export interface RequestLine {
  readonly kind: PartKind;
  readonly text: string;
}

export interface SplitRequest {
  readonly lines: readonly RequestLine[];
  /** Of each stack trace, the calls with the innermost first. */
  readonly traces: readonly (readonly Frame[])[];
}

/** Longer lines are data; what matters stands at their beginning. */
const longestLine = 1_000;

const fence = /^\s{0,9}(`{3,}|~{3,})/;
const heading = /^\s{0,9}(?:#{1,6}\s+(.+)|\*\*([^*]+)\*\*:?|__([^_]+)__:?|<summary>([^<]+).*)\s*$/;
/** Marks that a template leaves behind: check boxes, rules, and answers that say nothing. */
const leftover = /^\s*(?:[-*+]\s+\[[ xX]\].*|[-=_*\s]{3,}|_?no response_?|n\/a|<\/?(?:details|summary|br|p)>)\s*$/i;
/** What it shows nobody reads here, and its address and its usual name say nothing of the code. */
const image = /!\[[^[\]\n]{0,300}\]\([^()\n]{0,2000}\)|<img\b[^<>\n]{0,2000}>/gi;
const mailHeader = /^On .{1,200} wrote:\s*$/;

/** What a section holds, by its heading. */
const sections: readonly (readonly [RegExp, PartKind])[] = [
  [
    /\b(?:environment|versions?|platforms?|systems? info\w*|operating system|dependenc(?:y|ies)|installed|prerequisites|check ?list|before (?:submitting|posting))\b|\bos\b/i,
    'environment',
  ],
  [/\b(?:expected|desired|should)\b/i, 'expected'],
  [/\b(?:actual|current|observed|what happen(?:s|ed))\b/i, 'actual'],
];

/** Lists of packages, banners of tools, and `name: 1.2.3`. */
const environmentLine =
  /^[\s>*+|`│├└─-]{0,20}(?:[\w@][\w .@/+()-]{0,60}?(?:==|[:=@|]|\s)\s*v?\d+(?:\.\d+)+[\w.+-]*\s*\|?|(?:platform|plugins|rootdir|cachedir|successfully installed|installing collected|collected \d+|os|machine|processor|byteorder|LC_ALL|LANG|LOCALE|python-bits)\b.*|\[(?:GCC|Clang|MSC)\b.*)\s*$/i;

const errorLine =
  /^\s{0,40}(?:E\s{1,8}|Uncaught\s+|Caused by:\s*|Exception in thread \S{1,80}\s+|\(\w{1,80}\)\s+)?(?:[\w.:\\$]{0,120}(?:Error|Exception|Warning|Failure|Fault)\b(?:\s?\[\w{1,40}\])?\s*(?::|$)|panic:|fatal(?: error)?:|error(?:\[\w{1,12}\])?:|thread '.{0,80}' panicked|\*\* \()/;
const traceStart = /^\s*(?:Traceback \(most recent call last\)|goroutine \d+ \[|stack backtrace:|Stack trace:)/i;

/**
 * Takes a request apart line by line, the first one being its title, unless a stack trace begins with it. What a template, a
 * hidden comment, an image or a quoted mail brought in is left out. The time is linear in the text.
 */
export function splitRequest(request: string): SplitRequest {
  const lines: RequestLine[] = [];
  const traces: Frame[][] = [];
  let section: PartKind = 'prose';
  let open: string | undefined;
  let inTrace = false;
  let inMail = false;
  for (const whole of sanitizeText(request).split('\n')) {
    const line = (open === undefined ? whole.replace(image, '') : whole).slice(0, longestLine);
    const mark = fence.exec(line)?.[1];
    if (mark !== undefined && (open === undefined || mark.startsWith(open))) {
      open = open === undefined ? mark : undefined;
      inTrace = false;
      continue;
    }
    const add = (kind: PartKind, text = line) => lines.push({ kind, text });
    if (line.trim() === '') continue;
    const frame = readFrame(line);
    if (lines.length === 0 && traces.length === 0 && frame === undefined && !traceStart.test(line)) {
      add('title');
      continue;
    }
    if (frame !== undefined) {
      if (!inTrace || traces.length === 0) traces.push([]);
      traces.at(-1)?.push(frame);
      inTrace = true;
      add('trace');
      continue;
    }
    if (traceStart.test(line)) {
      traces.push([]);
      inTrace = true;
      continue;
    }
    if (errorLine.test(line)) {
      inTrace = false;
      add('error');
      continue;
    }
    if (open === undefined) {
      const title = heading.exec(line);
      if (title !== null) {
        const name = title.slice(1).find((text) => text !== undefined) ?? '';
        section = sections.find(([pattern]) => pattern.test(name))?.[1] ?? 'prose';
        inTrace = false;
        continue;
      }
      inMail = mailHeader.test(line) || (inMail && line.startsWith('>'));
      if (inMail || leftover.test(line)) continue;
    }
    if (environmentLine.test(line)) add('environment');
    else if (inTrace && (open !== undefined || /^\s/.test(line))) add('trace');
    else if (open !== undefined || /^(?: {4}|\t)/.test(line)) add(section === 'environment' ? section : 'code');
    else add(section);
  }
  return { lines, traces: traces.map(innermostFirst) };
}

function innermostFirst(frames: readonly Frame[]): Frame[] {
  return frames[0]?.outermostFirst ? frames.toReversed() : [...frames];
}
