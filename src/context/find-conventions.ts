import { countTokens } from '../text/tokens.ts';
import type { Lines } from './choose-chunks.ts';
import { keptWith } from './kept-with.ts';
import { renderExcerpt } from './render-context.ts';
import type { Source } from './source.ts';

/** The beginning of a file in which a repository says how to work on it. */
export interface Excerpt extends Lines {
  readonly path: string;
  /** How many lines of the file come after it. */
  readonly left: number;
}

const order = ['agents', 'claude', 'nested', 'contributing'];
const place = /^(?:\.github\/|docs\/)?(agents|claude|contributing)(?:\.(?:md|markdown|mdx|rst|txt|adoc))?$/i;
/** Agents read them also in the folders that they work in: https://agents.md */
const nested = /^(.+)\/(?:agents|claude)\.md$/i;
/** Folders whose own instructions are taken. */
const mostNested = 4;

/**
 * The files with the conventions of a repository, the most telling first: what is written for agents, then what is written
 * for them in the folders of the likeliest files, then what is written for people.
 * @param likely paths, the likeliest first.
 */
export function conventionPaths(paths: readonly string[], likely: readonly string[] = []): string[] {
  const { atTop, byFolder } = instructions(paths);
  const folders = new Set(likely.flatMap(foldersOf).filter((folder) => byFolder.has(folder)));
  const around = [...folders].slice(0, mostNested).flatMap((folder) => byFolder.get(folder) ?? []);
  return [...atTop, ...around.map((path) => ({ path, order: order.indexOf('nested') }))]
    .sort((left, right) => left.order - right.order || left.path.length - right.path.length)
    .map(({ path }) => path);
}

const instructions = keptWith((paths: readonly string[]) => {
  const atTop: { readonly path: string; readonly order: number }[] = [];
  const byFolder = new Map<string, string[]>();
  for (const path of paths) {
    const name = place.exec(path)?.[1]?.toLowerCase();
    const folder = nested.exec(path)?.[1];
    if (name !== undefined) atTop.push({ path, order: order.indexOf(name) });
    else if (folder !== undefined) byFolder.set(folder, [...(byFolder.get(folder) ?? []), path]);
  }
  return { atTop, byFolder };
});

/** `a/b/c.ts` → `a/b`, `a` */
function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, left) => names.slice(0, names.length - left).join('/'));
}

/**
 * The beginnings of these files, cut at the borders of their chunks (a heading, mostly), each with at most an equal part
 * of what is left of the room, in tokens of cl100k.
 */
export function chooseConventions(
  paths: readonly string[],
  source: Source,
  contentOf: (path: string) => string,
  room: number,
): { readonly excerpts: Excerpt[]; readonly tokens: number } {
  const once = paths.filter(
    (path, index) => paths.findIndex((other) => contentOf(other) === contentOf(path)) === index,
  );
  const excerpts: Excerpt[] = [];
  let left = room;
  once.forEach((path, index) => {
    const begun = begin(path, source, left / (once.length - index));
    if (begun === undefined) return;
    excerpts.push(begun.excerpt);
    left -= begun.tokens;
  });
  return { excerpts, tokens: room - left };
}

/** As many chunks from the file's beginning as the estimates allow, and fewer where the count says so. */
function begin(path: string, source: Source, room: number) {
  const chunks = source.chunks(path);
  const last = chunks.at(-1)?.endLine ?? 0;
  let estimate = 0;
  let taken = 0;
  for (; taken < chunks.length && estimate <= room; taken += 1) estimate += chunks[taken]?.tokens ?? 0;
  for (; taken > 0; taken -= 1) {
    const endLine = chunks[taken - 1]?.endLine ?? 0;
    const excerpt = { path, startLine: 1, endLine, left: last - endLine };
    const tokens = countTokens(renderExcerpt(excerpt, source.lines(path)));
    if (tokens <= room) return { excerpt, tokens };
  }
  return undefined;
}
