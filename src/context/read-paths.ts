/** A file that a request names, as well as it can be told. */
export interface MentionedPath {
  /** Lower case, with `/`. A part of the path, or more than the repository's part of it. */
  readonly path: string;
  /** From 1. */
  readonly line: number | undefined;
  /** Whether it is the name of a module, which may go on with names inside of a file: `a.b.Class`, `a::b::function`. */
  readonly isModule: boolean;
}

const longestPath = 300;

/** Splitting instead of searching: a pattern for a path would take quadratic time on a long run of letters. */
export function readPaths(text: string): MentionedPath[] {
  return text
    .split(/[^\w.@/:\\#~+-]+/)
    .filter((piece) => piece.length > 2 && piece.length <= longestPath)
    .flatMap((piece) => readPath(piece) ?? readModule(piece) ?? []);
}

/** `src/a.ts`, `a.ts:12`, `utils/stream`, and the address of a file on a page of its repository. */
function readPath(piece: string): MentionedPath | undefined {
  const [, place = piece, number] = /^(.{1,300}?\.\w{1,10})(?::|#L|\()(\d{1,7})\b/.exec(piece) ?? [];
  const path = place
    .replaceAll('\\', '/')
    .replace(/^\w{2,10}:\/\//, '')
    .replace(/^.{0,200}\/(?:blob|tree|blame)\/[^/]{1,100}\//, '')
    .replace(/[:#].*$/, '')
    .replace(/^(?:\.{0,2}~?\/)+/, '')
    .replace(/[.-]+$/, '')
    .toLowerCase();
  if (!/\/|\.[a-z]\w{0,4}$/.test(path)) return undefined;
  return { path, line: number === undefined ? undefined : Number(number), isModule: false };
}

/** `a.b.Class`, `crate::a::b`, `App\Name`. */
function readModule(piece: string): MentionedPath | undefined {
  const names = piece.split(/\.|::|\\/).filter((name) => name !== '' && !/^(?:crate|self|super|std)$/.test(name));
  if (names.length < 2 || !names.every((name) => /^[A-Za-z_]\w*$/.test(name))) return undefined;
  return { path: names.join('/').toLowerCase(), line: undefined, isModule: true };
}
