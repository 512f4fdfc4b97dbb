/** Longer lines are cut: no test tool writes one that says more, and bounded lines keep every later pattern fast. */
const longestLine = 4_000;

// Control sequences of ECMA-48: CSI (colours, cursor), OSC (titles, links) up to its end or the next escape, and the
// two-character ones. Each starts at an escape and takes none after it, so the time is linear.
const escapeSequences = /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?/g;
const controlCharacters = /[\x00-\x08\x0b-\x1f\x7f\ufeff]/g;
/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions, and the log's own markers. */
const dropped =
  /^(?:##\[(?:group|endgroup|debug|section)\]|::(?:group|endgroup|debug|error|warning|notice|add-mask)\b)/;
const annotation = /^##\[(?:error|warning|notice|command)\]/;
/** Actions puts the time, in ten-millionths of a second, before each line. */
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z ?/;

/** Whether a line holds anything of what the patterns above are about; most lines hold nothing. */
const unusual = /[\x00-\x08\x0b-\x1f\x7f\ufeff]|^##\[|^::/;

/**
 * Gives the text of a log as its writer meant it: without terminal sequences, overwritten progress, the timestamps and
 * group lines of Actions, and control characters. Bytes that are not UTF-8 become U+FFFD. Linear in time.
 */
export function cleanLog(raw: string | Uint8Array): string {
  const text = typeof raw === 'string' ? raw : new TextDecoder().decode(raw);
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const cleaned = cleanLine(line);
    if (cleaned !== null) lines.push(cleaned);
  }
  return lines.join('\n');
}

/** One line of a log, without its end, cleaned as `cleanLog` does; null where it is only for the viewer. */
export function cleanLine(raw: string): string | null {
  const line = withoutTime(raw.length > longestLine ? raw.slice(0, longestLine) : raw);
  if (!unusual.test(line)) return line.trimEnd();
  const first = line.startsWith('\ufeff') ? withoutTime(line.slice(1)) : line;
  const plain = first.replace(escapeSequences, '');
  if (!unusual.test(plain)) return plain.trimEnd();
  if (dropped.test(plain)) return null;
  return lastWritten(plain).replace(controlCharacters, '').replace(annotation, '').trimEnd();
}

/** The code of `Z`, which stands where no other line has it: a cheap look before the pattern. */
const zulu = 'Z'.charCodeAt(0);

function withoutTime(line: string): string {
  return line.charCodeAt(27) === zulu ? line.replace(timestamp, '') : line;
}

/** A carriage return goes back to the start of the line, which progress bars do: the last text stays. */
function lastWritten(line: string): string {
  const shown = line.replace(/\r+$/, '');
  return shown.slice(shown.lastIndexOf('\r') + 1);
}
