import { posix } from 'node:path';
import { languageOf } from '../../syntax/language.ts';
import { isMissing } from './is-missing.ts';
import { isUnnamedPackage } from './is-unnamed-package.ts';
import type { Import } from './module.ts';
import type { View } from './view.ts';

/** An import that cannot work, with a sentence for the model. */
export interface BrokenImport {
  readonly specifier: string;
  /** What is not exported; null where the module itself is not there. */
  readonly name: string | null;
  readonly message: string;
}

const ecmascript = ['javascript', 'typescript', 'tsx'];
/** Longer chains of modules that pass exports on are taken to hold any name. */
const deepest = 8;
const mostListed = 20;

/** The imports of a file that certainly fail: no such file, no such name in it, no such package. */
export async function brokenImports(path: string, view: View): Promise<BrokenImport[]> {
  const language = languageOf(path);
  const module = await view.module(path);
  const broken: BrokenImport[] = [];
  for (const one of module?.imports ?? []) {
    if (!one.optional) broken.push(...(await judge(language, path, one, view)));
  }
  return broken;
}

async function judge(
  language: string,
  from: string,
  { specifier, names }: Import,
  view: View,
): Promise<BrokenImport[]> {
  const isWritten = (message: string) => [{ specifier, name: null, message }];
  if (await isMissing(language, from, specifier, view)) {
    return isWritten(`It imports "${specifier}", and there is no such file.${alike(specifier, view)}`);
  }
  if (ecmascript.includes(language)) {
    const unnamed = await isUnnamedPackage(from, specifier, view);
    if (unnamed !== undefined)
      return isWritten(`It imports the package "${unnamed}", which no package.json names: use what is there.`);
  }
  const [target] = view.resolve(language, from, specifier);
  if (target === undefined || target === from) return [];
  const broken: BrokenImport[] = [];
  for (const name of names) {
    if (await mayHave(language, { target, name, view }, specifier, from)) continue;
    const exported = [...new Set((await view.module(target))?.exports.names)].filter((each) => each !== '');
    const list = `${exported.slice(0, mostListed).join(', ')}${exported.length > mostListed ? ', …' : ''}`;
    const message = `It imports "${name}" from "${specifier}", and ${target} has nothing of that name for others. It has: ${list || 'nothing'}.`;
    broken.push({ specifier, name, message });
  }
  return broken;
}

interface Question {
  readonly target: string;
  readonly name: string;
  readonly view: View;
}

async function mayHave(language: string, question: Question, specifier: string, from: string): Promise<boolean> {
  const { target, name, view } = question;
  if (!isSameFamily(language, target)) return true;
  if (language === 'python') {
    // A module of the package.
    const [submodule] = view.resolve(language, from, `${specifier}:${name}`);
    if (submodule !== target || view.hasStem(posix.join(posix.dirname(target), name))) return true;
  }
  return exportsName(question, deepest);
}

function isSameFamily(language: string, target: string): boolean {
  const other = languageOf(target);
  // What a declaration file declares, others may take without an `export`.
  if (/\.d\.[cm]?ts$/.test(target)) return false;
  return other === language || (ecmascript.includes(language) && ecmascript.includes(other));
}

async function exportsName({ target, name, view }: Question, depth: number): Promise<boolean> {
  const exports = (await view.module(target))?.exports;
  if (exports === undefined || exports.open || depth === 0 || exports.names.includes(name)) return true;
  const language = languageOf(target);
  for (const specifier of exports.passedOn) {
    const [next] = view.resolve(language, target, specifier);
    if (
      next === undefined ||
      !isSameFamily(language, next) ||
      (await exportsName({ target: next, name, view }, depth - 1))
    )
      return true;
  }
  return false;
}

/** Files that are called the same elsewhere. */
function alike(specifier: string, { paths }: View): string {
  const name = /[\w-]+(?=(?:\.\w+)?$)/.exec(specifier)?.[0] ?? '';
  const found = paths.filter((path) => posix.basename(path).replace(/\..*$/, '') === name).slice(0, 3);
  return found.length === 0 ? '' : ` There is ${found.join(', ')}.`;
}
