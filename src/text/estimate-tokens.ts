/**
 * What each feature of a text adds in tokens of cl100k: a fit of least relative error, with outliers held back, to half
 * of 2,734 files of 26 languages in 32 public repositories. On the other half the estimate of a file is off by 3 % in the
 * median and 8.5 % at the 90th percentile, where its length in bytes is off by 11 % and 25 %.
 */
const weights = {
  word: 0.946,
  /** A further part of a word: `camelCase` has one. */
  hump: 0.862,
  /** Each letter of a part from the fifth on, and again from the ninth on. */
  over4: 0.018,
  over8: 0.072,
  /** A part of capitals, on top of what it is a part of, and each of its letters from the third on. */
  capitals: -0.461,
  over2: 0.193,
  /** A word right after a mark: `_name` and `.name` are often one token. */
  joined: -0.31,
  /** Each three digits, and a number after a space, which is a token by itself. */
  digits: 1.195,
  spaceBeforeDigits: 0.386,
  marks: 0.956,
  furtherMark: 0.212,
  /** Line ends, unless a mark is before them: it takes them in. */
  newlines: 1.437,
  indentation: 0.851,
  /** Each character outside of ASCII. */
  other: 0.583,
};

const [lower, upper, digit, space, newline, mark, other] = [0, 1, 2, 3, 4, 5, 6];

const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/.test(character)) return lower;
  if (/[A-Z]/.test(character)) return upper;
  if (/\d/.test(character)) return digit;
  if (/[\n\r]/.test(character)) return newline;
  return /\s/.test(character) ? space : mark;
});

/** Tokens in cl100k, estimated without the encoder: one pass over the runs of letters, digits, marks and white space. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  let before = newline;
  let isWord = false;
  let afterMark = false;
  for (let at = 0, end = 0; at < text.length; at = end) {
    const kind = kindAt(text, at);
    end = at + 1;
    while (end < text.length && kindAt(text, end) === kind) end += 1;
    const length = end - at;
    if (kind === lower) {
      // The capital before it is its first letter.
      part(before === upper ? length + 1 : length, false);
    } else if (kind === upper) {
      const capitals = end < text.length && kindAt(text, end) === lower ? length - 1 : length;
      if (capitals > 0) part(capitals, capitals > 1);
    } else {
      tokens += weigh(kind, length, before, end < text.length && kindAt(text, end) === newline);
      isWord = false;
      afterMark = kind === mark;
    }
    before = kind;
  }
  return Math.max(Math.round(tokens), text === '' ? 0 : 1);

  function part(length: number, isCapitals: boolean): void {
    tokens += isWord ? weights.hump : weights.word + (afterMark ? weights.joined : 0);
    tokens += isCapitals
      ? weights.capitals + weights.over2 * (length - 2)
      : weights.over4 * Math.max(0, length - 4) + weights.over8 * Math.max(0, length - 8);
    isWord = true;
  }
}

function weigh(kind: number, length: number, before: number, endsLine: boolean): number {
  switch (kind) {
    case digit:
      return weights.digits * Math.ceil(length / 3) + (before === space ? weights.spaceBeforeDigits : 0);
    case space:
      return length > 1 && !endsLine ? weights.indentation : 0;
    case newline:
      return before === mark ? 0 : weights.newlines;
    case mark:
      return weights.marks + weights.furtherMark * (length - 1);
    default:
      return weights.other * length;
  }
}

function kindAt(text: string, at: number): number {
  return kinds[text.charCodeAt(at)] ?? other;
}
