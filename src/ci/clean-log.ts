/** Longer lines are cut: no test tool writes one that says more, and bounded lines keep every later pattern fast. */
const longestLine = 4_000;

// Control sequences of ECMA-48: CSI (colours, cursor), OSC (titles, links) up to its end, the line's or the next escape,
// and the two-character ones. Each starts at an escape and takes none after it, so the time is linear.
const escapeSequences = /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?/g;
const controlCharacters = /[\x00-\x08\x0b-\x1f\x7f\ufeff]/g;
/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions, and the log's own markers. */
const dropped =
  /^(?:##\[(?:group|endgroup|debug|section)\]|::(?:group|endgroup|debug|error|warning|notice|add-mask)\b)/;
const annotation = /^##\[(?:error|warning|notice|command)\]/;
/** Actions puts the time, in ten-millionths of a second, before each line. */
const timestamp = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z ?/y;

/**
 * Gives the text of a log as its writer meant it: without terminal sequences, overwritten progress, the timestamps and
 * group lines of Actions, and control characters. Bytes that are not UTF-8 become U+FFFD. Linear in time.
 */
export function cleanLog(raw: string | Uint8Array): string {
  const lines: string[] = [];
  cleanLines(typeof raw === 'string' ? raw : new TextDecoder().decode(raw), (line) => lines.push(line));
  return lines.join('\n');
}

/**
 * Gives each line of a text, cleaned as `cleanLog` does; none for those that are only for the viewer. What most lines
 * have nothing of is looked for in all of them at once.
 */
export function cleanLines(raw: string, give: (line: string) => void): void {
  const text = raw.includes('\x1b') ? raw.replace(escapeSequences, '') : raw;
  let control = findControl(text, 0);
  for (let start = 0, end = 0; start <= text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    const first = afterTime(text, start);
    const line = text.slice(first, Math.min(end, first + longestLine));
    if (control >= end && !isMarked(line)) {
      give(trimEnd(line));
      continue;
    }
    if (!dropped.test(line)) give(lastWritten(line).replace(controlCharacters, '').replace(annotation, '').trimEnd());
    if (control < end) control = findControl(text, end);
  }
}

/** The place of the next control character; the length of the text where there is none. */
function findControl(text: string, from: number): number {
  controlCharacters.lastIndex = from;
  const index = controlCharacters.test(text) ? controlCharacters.lastIndex - 1 : text.length;
  controlCharacters.lastIndex = 0;
  return index;
}

/** A cheap look before the patterns of what Actions writes for its viewer. */
function isMarked(line: string): boolean {
  return line.startsWith('##[') || line.startsWith('::');
}

const zulu = 'Z'.charCodeAt(0);
const byteOrderMark = 0xfeff;

/** Where a line begins behind its timestamp, whose `Z` stands where hardly another line has one. */
function afterTime(text: string, start: number): number {
  const first = text.charCodeAt(start) === byteOrderMark ? start + 1 : start;
  if (text.charCodeAt(first + 27) !== zulu) return first;
  timestamp.lastIndex = first;
  return timestamp.test(text) ? timestamp.lastIndex : first;
}

/** Most lines end in a visible character of ASCII, and a look at it costs less than the call. */
function trimEnd(line: string): string {
  const last = line.charCodeAt(line.length - 1);
  return last > 0x20 && last < 0x7f ? line : line.trimEnd();
}

/** A carriage return goes back to the start of the line, which progress bars do: the last text stays. */
function lastWritten(line: string): string {
  const shown = line.replace(/\r+$/, '');
  return shown.slice(shown.lastIndexOf('\r') + 1);
}
