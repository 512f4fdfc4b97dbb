import { isForeign, readOtherFrame } from './other-frames.ts';

export interface Frame {
  readonly file: string;
  readonly line: number;
  /** The line of the trace as it stands there, without its indent. */
  readonly text: string;
}

export interface Trace {
  /** What stands before the trace. */
  readonly message: string;
  /** Where the project's own code is named, in the order of the trace. */
  readonly frames: readonly Frame[];
}

/** `at run (file:///a.js:1:2)`, `at a.js:1:2`, `❯ run a.js:1:2`, and node's TAP: `run (file:///a.js:1:2)`. */
const frameStart = /^(?:at |❯ |\S.{0,400} \()/;
const position = /(?:^|[ (])(?:file:\/\/)?(?:\.\/)?([^\s()]+?):(\d{1,7}):\d{1,7}\)?(?: \{)?$/;
/** A frame without a place, such as `at new Promise (<anonymous>)`. */
const bareFrame = /^at .{1,400}\((<anonymous>|native|index \d{1,7})\)(?: \{)?$/;
/** The first line of an excerpt of the source, as vitest and jest print it: `  > 3 | code`, `   3| code`. */
const excerpt = /^ {0,20}>? {0,10}\d{1,7} ?\|/;
const longestTrace = 5;

/** Splits what a tool says about a failure into the message and the frames of the project's own code. */
export function readTrace(text: string): Trace {
  const lines = text.split('\n');
  const frames = lines.map(readFrame);
  const start = lines.findIndex((line, index) => frames[index] !== undefined || excerpt.test(line));
  return {
    message: dedent(lines.slice(0, start === -1 ? lines.length : start).join('\n')),
    frames: frames.flatMap((frame) => (frame === undefined || isForeign(frame.file) ? [] : [frame])),
  };
}

/** No frame of any language is without one of these signs, and most of what a test prints is. */
const frameSign = /[:(,[]/;

function readFrame(line: string): Frame | undefined {
  if (!frameSign.test(line)) return undefined;
  const text = line.trim();
  const match = frameStart.test(text) ? (position.exec(text) ?? bareFrame.exec(text)) : null;
  if (match) return { file: match[1] ?? '', line: Number(match[2] ?? 0), text: text.replace(/ \{$/, '') };
  return readOtherFrame(text);
}

/** Whether two names mean one file, where one may be absolute. */
export function isSameFile(one: string, other: string): boolean {
  return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}

const testFile = /(?:^|[/_.-])(?:tests?|specs?|__tests__)(?:[/_.-]|$)/i;
/** `PriceTest.java`, `PriceTests.cs`, `PriceIT.java`. */
const testClass = /[a-z0-9](?:Tests?|TestCase|Spec|IT)\.[a-z]{1,6}$/;

/** Where a person would look first: in the test's own file, else in any test, else where it was thrown. */
export function placeOf(frames: readonly Frame[], file?: string): { file?: string; line?: number } {
  const frame =
    file === undefined
      ? (frames.find((candidate) => testFile.test(candidate.file) || testClass.test(candidate.file)) ?? frames[0])
      : frames.find((candidate) => isSameFile(candidate.file, file));
  if (frame !== undefined) return { file: file ?? frame.file, line: frame.line };
  return file === undefined ? {} : { file };
}

/** The first five frames as they stand in the trace. */
export function shortTrace(frames: readonly Frame[]): { trace?: string } {
  const lines = frames.slice(0, longestTrace).map((frame) => frame.text);
  return lines.length === 0 ? {} : { trace: lines.join('\n') };
}

/** Takes the common indent away, and blank lines at both ends. */
export function dedent(text: string): string {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const common = indents.reduce((least, indent) => Math.min(least, indent), Number.MAX_SAFE_INTEGER);
  return lines
    .slice(Math.max(first, 0))
    .map((line) => line.slice(common))
    .join('\n')
    .trimEnd();
}
