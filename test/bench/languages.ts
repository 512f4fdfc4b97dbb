import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { inParallel } from '../../src/indexing/in-parallel.ts';
import { languagesWithRules } from '../../src/indexing/languages/languages.ts';
import { type ListedFile, listFiles } from '../../src/indexing/list-files.ts';
import { largestFile, skipByContent } from '../../src/indexing/skip-reason.ts';
import { grammarPackageOf } from '../../src/syntax/grammars.ts';
import { extensionsOf, languageOf } from '../../src/syntax/language.ts';
import { parse } from '../../src/syntax/parse.ts';
import { offThread } from '../../src/threads/off-thread.ts';
import { isThreadEnded } from '../../src/threads/thread-ended.ts';
import { readContents } from '../../src/workspace/read-blobs.ts';
import { runGit } from '../../src/workspace/run-git.ts';

/** Files of one language that are read of one repository: enough to judge, and no repository outweighs the others. */
const mostFiles = 300;

interface Tally {
  tried: number;
  withoutError: number;
  readonly repositories: Set<string>;
}

/**
 * Parses public code and prints `docs/languages.md`: FOLDER holds bare repositories as `owner+name/repo`.
 * Files that an index would skip are skipped here.
 */
export async function languages([folder]: readonly string[]): Promise<number> {
  if (folder === undefined || !existsSync(folder)) {
    process.stderr.write(
      'npm run bench -- languages FOLDER, where FOLDER holds bare repositories as owner+name/repo.\n',
    );
    return 2;
  }
  const tallies = new Map<string, Tally>();
  const repositories = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'repo', 'HEAD')));
  for (const name of repositories) {
    process.stderr.write(`${name}\n`);
    await parseRepository(name.replace('+', '/'), path.join(folder, name, 'repo'), tallies);
  }
  process.stdout.write(renderPage(tallies, repositories.length));
  return 0;
}

async function parseRepository(repository: string, gitDir: string, tallies: Map<string, Tally>): Promise<void> {
  const commit = (await runGit(['rev-parse', 'HEAD'], { gitDir })).toString().trim();
  const listed = await listFiles({ repository, gitDir, commit });
  const taken = new Map<string, number>();
  const files = listed.files.filter((file) => {
    const language = languageOf(file.path);
    const before = taken.get(language) ?? 0;
    taken.set(language, before + 1);
    return languagesWithRules.includes(language) && before < mostFiles;
  });
  const sources = readSources(gitDir, files);
  for await (const { language, isSound } of inParallel(sources, parseSource, 2 * availableParallelism())) {
    const tally = tallies.get(language) ?? { tried: 0, withoutError: 0, repositories: new Set<string>() };
    tallies.set(language, tally);
    tally.tried += 1;
    tally.repositories.add(repository);
    if (isSound) tally.withoutError += 1;
  }
}

interface Source {
  readonly language: string;
  readonly text: string;
}

async function* readSources(gitDir: string, files: readonly ListedFile[]): AsyncGenerator<Source> {
  for await (const { file, content } of readContents(files, { gitDir, maxBytes: largestFile })) {
    if (content === null || skipByContent(file.path, content) !== undefined) continue;
    yield { language: languageOf(file.path), text: content.toString() };
  }
}

const parsesInThread = offThread(import.meta.url, parses);

export async function parses(language: string, text: string): Promise<boolean> {
  return (await parse(language, text, (root) => !root.hasError)) ?? false;
}

async function parseSource({ language, text }: Source) {
  try {
    return { language, isSound: await parsesInThread([language, text]) };
  } catch (error) {
    if (!isThreadEnded(error)) throw error;
    return { language, isSound: false };
  }
}

function renderPage(tallies: ReadonlyMap<string, Tally>, repositories: number): string {
  const rows = languagesWithRules.map((language) => {
    const { tried = 0, withoutError = 0, repositories: from = new Set<string>() } = tallies.get(language) ?? {};
    const extensions = extensionsOf(language).map((extension) => `\`.${extension}\``);
    const cells = [language, extensions.join(' '), `\`${grammarPackageOf(language)}\``, parsed(withoutError, tried)];
    return `| ${[...cells, [...from].slice(0, 3).join(', ')].join(' | ')} |`;
  });
  return `# Languages

${languagesWithRules.length} languages are cut into chunks along their syntax trees: functions, methods, classes, interfaces, types, enums,
modules, constants and tests, with their comments and decorators. HTML, Vue and Svelte give their scripts, and JSON,
YAML, TOML and INI their keys. Markdown is cut at its headings without a grammar, and all other text at blank lines.

A file whose grammar finds an error is cut by what of the tree is sound: an error costs the names around it, no line.
Makefiles, Gemfiles, Rakefiles and their kin are known by their names.

To add a language: a line in \`src/syntax/grammars.ts\` and one in \`src/syntax/language.ts\`, its rules in a file of
\`src/indexing/languages/\` and a line in \`languages.ts\` there, and a fixture in \`test/fixtures/languages/\`.

This page is the output of \`npm run --silent bench -- languages FOLDER\` over ${repositories} public repositories; of each, at most
${mostFiles} files of a language were tried, those left out that an index leaves out. Templates of other tools with the same
extension (\`.yaml\` of Helm, \`.json\` with comments, broken files that parsers are tested with) count as errors.

| language | extensions | grammar | parsed without error | of which the first |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function parsed(withoutError: number, tried: number): string {
  if (tried === 0) return 'none tried';
  return `${withoutError} of ${tried} (${((100 * withoutError) / tried).toFixed(1)} %)`;
}
