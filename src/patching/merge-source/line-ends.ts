import { resolve } from './piece.ts';
import type { Versions } from './versions.ts';

interface Form {
  readonly mark: string;
  /** How most lines end. */
  readonly end: string;
  readonly isMixed: boolean;
  readonly plain: string;
  /** How a line with this text ends. */
  readonly endOf: (line: string) => string | undefined;
}

const windows = '\r\n';

/** The three texts with plain line ends and no byte order mark, and how the merge gets them back: each line as the versions have it. */
export function readEnds(texts: Versions<string>) {
  const [base, left, right] = [formOf(texts.base), formOf(texts.left), formOf(texts.right)];
  const mark = resolve({ base: base.mark, left: left.mark, right: right.mark }) ?? left.mark;
  const end = resolve({ base: base.end, left: left.end, right: right.end }) ?? left.end;
  const isMixed = [base, left, right].some((form) => form.isMixed);
  const endOf = (line: string) => {
    if (!isMixed) return end;
    const [before, ours, theirs] = [base.endOf(line), left.endOf(line), right.endOf(line)];
    if (ours === undefined || theirs === undefined) return ours ?? theirs ?? end;
    return resolve({ base: before ?? ours, left: ours, right: theirs }) ?? end;
  };
  const restore = (text: string) => {
    const lines = text.split('\n');
    return mark + lines.map((line, at) => (at === lines.length - 1 ? line : line + endOf(line))).join('');
  };
  return { texts: { base: base.plain, left: left.plain, right: right.plain }, restore };
}

function formOf(text: string): Form {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const lines = text.slice(mark.length).split('\n');
  const ends = new Map<string, string>();
  let pairs = 0;
  for (const line of lines.slice(0, -1)) {
    const isPair = line.endsWith('\r');
    pairs += isPair ? 1 : 0;
    ends.set(isPair ? line.slice(0, -1) : line, isPair ? windows : '\n');
  }
  return {
    mark,
    end: pairs * 2 >= lines.length ? windows : '\n',
    isMixed: pairs > 0 && pairs < lines.length - 1,
    plain: text.slice(mark.length).replaceAll(windows, '\n'),
    endOf: (line) => ends.get(line),
  };
}
