import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
import type { Importer, WhichTests } from '../context/find-importers.ts';
import type { SymbolPlace, SymbolUses } from '../context/find-uses.ts';
import { linesOf } from '../text/lines.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { defineTool, done, refuse } from './define-tool.ts';
import { numberLines } from './number-lines.ts';
import { readText } from './read-text.ts';

export interface UsesIndex {
  readonly findUses: (symbol: string, options: { limit: number; tests: WhichTests }) => Promise<SymbolUses>;
  /** Undefined where there is no such file. */
  readonly findImporters: (path: string, options: { tests: WhichTests }) => Promise<Importer[] | undefined>;
}

const defaultLimit = 20;
const mostLinesEach = 5;
const mostImporters = 200;

export function findUsesTool(workspace: Workspace, index: UsesIndex): Tool {
  return defineTool({
    name: 'find_uses',
    description:
      'Tells who uses a symbol (give `symbol`; the lines that name it are shown, and its definitions), or which files ' +
      'import a file (give `path`). `tests: "only"` finds the tests that cover it. Before you change what others call, ' +
      'look who does. It does not see your own edits.',
    input: z.strictObject({
      symbol: z.string().trim().min(1).max(200).optional(),
      path: z.string().min(1).max(1000).optional(),
      tests: z.enum(['with', 'without', 'only']).default('with'),
      limit: z.int().min(1).max(50).default(defaultLimit),
    }),
    async run({ symbol, path, tests, limit }, steps) {
      if (symbol !== undefined && path === undefined) {
        const uses = await steps.run('find uses', () => index.findUses(symbol, { limit, tests }));
        return done(await showUses(workspace, uses));
      }
      if (symbol !== undefined || path === undefined) return refuse('Give either `symbol` or `path`.');
      const importers = await steps.run(
        'find importers',
        async () => (await index.findImporters(path, { tests })) ?? null,
      );
      if (importers === null)
        return refuse(`${JSON.stringify(path)} is not in the index. Use list_files to see what there is.`);
      return done(showImporters(path, importers));
    },
  });
}

async function showUses(workspace: Workspace, { name, definitions, uses, total }: SymbolUses): Promise<string> {
  if (definitions.length === 0 && uses.length === 0) return `Nothing defines or uses ${name}. Try search_code.`;
  const shown: string[] = [];
  for (const place of definitions) shown.push(`Defined in ${await showPlace(workspace, place, name, 1)}`);
  for (const place of uses) shown.push(`Used in ${await showPlace(workspace, place, name, mostLinesEach)}`);
  if (uses.length === 0) shown.push('No indexed code uses it.');
  if (total > uses.length) shown.push(`[${total - uses.length} more parts of the code use it]`);
  return shown.join('\n\n');
}

/** The index knows the commit; the lines shown are those of now, so edits may have moved them out of the chunk. */
async function showPlace(workspace: Workspace, place: SymbolPlace, name: string, most: number): Promise<string> {
  const { path, startLine, endLine, kind, symbol, isTest } = place;
  const title = `${path}, ${symbol === null ? kind : `${kind} ${symbol}`}${isTest ? ' (test)' : ''}`;
  const file = await readText(workspace, path);
  if ('refused' in file) return `${title}\n${file.refused}`;
  const naming = linesOf(file.content).flatMap((line, row) => (names(line, name) ? [{ line, number: row + 1 }] : []));
  const inside = naming.filter(({ number }) => number >= startLine && number <= endLine);
  const found = inside.length > 0 ? inside : naming;
  const rest = found.length > most && most > 1 ? [`[${found.length - most} more lines]`] : [];
  return [title, ...found.slice(0, most).map(({ line, number }) => numberLines([line], number)), ...rest].join('\n');
}

const nameCharacter = /[\p{L}\p{N}_$]/u;

/** Whether the name stands in the line by itself, not as a part of another. */
function names(line: string, name: string): boolean {
  for (let at = line.indexOf(name); at !== -1; at = line.indexOf(name, at + 1)) {
    const [before, after] = [line.charAt(at - 1), line.charAt(at + name.length)];
    if (!nameCharacter.test(before) && !nameCharacter.test(after)) return true;
  }
  return false;
}

function showImporters(path: string, importers: readonly Importer[]): string {
  if (importers.length === 0) return `No indexed file imports ${path}.`;
  const shown = importers
    .slice(0, mostImporters)
    .map((importer) => `${importer.path}${importer.isTest ? ' (test)' : ''}`);
  const rest = importers.length > mostImporters ? [`… and ${importers.length - mostImporters} more`] : [];
  return [...shown, ...rest].join('\n');
}
