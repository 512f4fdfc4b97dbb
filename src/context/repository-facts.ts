import { countTokens } from '../text/tokens.ts';
import { type BuildCommand, buildCommands, manifestPaths } from './build-commands.ts';
import { chooseConventions, conventionPaths, type Excerpt } from './find-conventions.ts';
import { keptWith } from './kept-with.ts';
import { renderCommands, renderLayout } from './render-context.ts';
import { repositoryLayout } from './repository-layout.ts';
import type { Source } from './source.ts';

/** What anyone has to know of a repository before working on it. */
export interface Facts {
  readonly layout: readonly string[];
  readonly commands: readonly BuildCommand[];
  readonly conventions: readonly Excerpt[];
}

/** Of the facts' room; what is left is the layout's. */
const conventionsShare = 0.6;
const layoutLines = 150;

/**
 * The files that the facts are read from.
 * @param likely paths, the likeliest first: their folders may have instructions of their own.
 */
export function factPaths(paths: readonly string[], likely: readonly string[]): string[] {
  return [...manifestPaths(paths), ...conventionPaths(paths, likely)];
}

/** @param room in tokens of cl100k. */
export function chooseFacts(
  paths: readonly string[],
  likely: readonly string[],
  source: Source,
  contentOf: (path: string) => string,
  room: number,
): { readonly facts: Facts; readonly tokens: number } {
  const all = buildCommands(paths, source.lines);
  const commandTokens = countTokens(renderCommands(all));
  const commands = commandTokens <= room ? all : [];
  const afterCommands = room - (commandTokens <= room ? commandTokens : 0);
  const conventions = chooseConventions(
    conventionPaths(paths, likely),
    source,
    contentOf,
    Math.floor(afterCommands * conventionsShare),
  );
  const layout = fitLayout(paths, afterCommands - conventions.tokens);
  const left = afterCommands - conventions.tokens - layout.tokens;
  return { facts: { layout: layout.lines, commands, conventions: conventions.excerpts }, tokens: room - left };
}

interface Layout {
  readonly lines: readonly string[];
  readonly tokens: number;
}

function fitLayout(paths: readonly string[], room: number): Layout {
  const known = layoutsOf(paths);
  for (let limit = layoutLines; limit >= 1; limit = Math.floor(limit / 2)) {
    const layout = known.get(limit) ?? makeLayout(paths, limit);
    known.set(limit, layout);
    if (layout.tokens <= room) return layout;
  }
  return { lines: [], tokens: 0 };
}

/** By the most lines: a repository's layout in each takes some milliseconds, and is the same for all its contexts. */
const layoutsOf = keptWith((_paths: readonly string[]) => new Map<number, Layout>());

function makeLayout(paths: readonly string[], limit: number): Layout {
  const lines = repositoryLayout(paths, limit);
  return { lines, tokens: countTokens(renderLayout(lines)) };
}
