import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { listFiles } from '../../src/indexing/list-files.ts';
import { largestFile, skipByContent } from '../../src/indexing/skip-reason.ts';
import { languageOf } from '../../src/syntax/language.ts';
import { estimateTokens } from '../../src/text/estimate-tokens.ts';
import { countTokens } from '../../src/text/tokens.ts';
import { readContents } from '../../src/workspace/read-blobs.ts';
import { runGit } from '../../src/workspace/run-git.ts';

/** Of one language in one repository, spread over its files. */
const mostFiles = 20;
/** In bytes: the error of a file of three lines says nothing. */
const smallestFile = 200;

/** Compares the estimate of tokens with cl100k on public code: FOLDER holds bare repositories as `owner+name/repo`. */
export async function tokens([folder]: readonly string[]): Promise<number> {
  if (folder === undefined || !existsSync(folder)) {
    process.stderr.write('npm run bench -- tokens FOLDER, where FOLDER holds bare repositories as owner+name/repo.\n');
    return 2;
  }
  const texts = new Map<string, string[]>();
  for (const name of readdirSync(folder)) {
    const gitDir = path.join(folder, name, 'repo');
    if (existsSync(path.join(gitDir, 'HEAD'))) await readTexts(gitDir, texts);
  }
  process.stdout.write('| language | files | median error | p90 |\n| --- | --- | --- | --- |\n');
  const all: number[] = [];
  for (const [language, files] of [...texts].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const errors = files.map(errorOf);
    all.push(...errors);
    process.stdout.write(row(language, errors));
  }
  process.stdout.write(`${row('all', all)}\n${speed([...texts.values()].flat())}\n`);
  return 0;
}

async function readTexts(gitDir: string, texts: Map<string, string[]>): Promise<void> {
  const commit = (await runGit(['rev-parse', 'HEAD'], { gitDir })).toString().trim();
  const { files } = await listFiles({ repository: gitDir, gitDir, commit });
  const byLanguage = new Map<string, (typeof files)[number][]>();
  for (const file of files) {
    const language = languageOf(file.path);
    const same = byLanguage.get(language);
    if (same === undefined) byLanguage.set(language, [file]);
    else same.push(file);
  }
  const taken = [...byLanguage.values()].flatMap((same) =>
    same.filter((_, index) => index % Math.ceil(same.length / mostFiles) === 0),
  );
  for await (const { file, content } of readContents(taken, { gitDir, maxBytes: largestFile })) {
    if (content === null || content.length < smallestFile) continue;
    if (skipByContent(file.path, content) !== undefined) continue;
    const language = languageOf(file.path);
    texts.set(language, [...(texts.get(language) ?? []), content.toString()]);
  }
}

function errorOf(text: string): number {
  const counted = countTokens(text);
  return Math.abs(estimateTokens(text) - counted) / counted;
}

function row(language: string, errors: readonly number[]): string {
  const sorted = [...errors].sort((left, right) => left - right);
  const at = (share: number) => `${(100 * (sorted[Math.floor(sorted.length * share)] ?? 0)).toFixed(1)} %`;
  return `| ${language} | ${errors.length} | ${at(0.5)} | ${at(0.9)} |\n`;
}

function speed(texts: readonly string[]): string {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const start = process.cpuUsage();
  for (const text of texts) estimateTokens(text);
  const { user, system } = process.cpuUsage(start);
  return `${(bytes / (user + system)).toFixed(0)} MB of source a second of processor time.`;
}
