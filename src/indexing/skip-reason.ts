import { languageOf } from '../syntax/language.ts';

export type SkipReason =
  | 'binary'
  | 'large'
  | 'vendored'
  | 'minified'
  | 'lock file'
  | 'symbolic link'
  | 'submodule'
  | 'LFS pointer'
  | 'name not UTF-8';

/** Bytes. Larger files are data or generated; reading one would also hold the event loop for long. */
export const largestFile = 1_000_000;

const vendored =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|vendor|third[_-]party|site-packages|__pycache__|\.?venv|\.yarn|\.next|\.nuxt|dist|coverage)\/|^(?:out|target)\//;
const lockFile =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|packages\.lock\.json|go\.(?:work\.)?sum|gradle\.lockfile|bun\.lockb|[^/]*\.lock)$/;
const minifiedName = /[.-]min\.(?:js|mjs|cjs|css)$|\.(?:js|css)\.map$/;

/** Why a file is not indexed, by what git's tree says about it. */
export function skipByName(path: string, bytes: number): SkipReason | undefined {
  if (vendored.test(path)) return 'vendored';
  if (lockFile.test(path)) return 'lock file';
  if (minifiedName.test(path)) return 'minified';
  return bytes > largestFile ? 'large' : undefined;
}

/** As git does: a zero byte near the beginning makes a file binary. */
const looked = 8_000;
/** Average characters in a line. Written code has about 35; what people write in long lines is prose and data. */
const minifiedLine = 250;
const minifiable = new Set(['javascript', 'typescript', 'tsx', 'css']);

/** Why a file is not indexed, by its content. */
export function skipByContent(path: string, content: Buffer): SkipReason | undefined {
  if (content.subarray(0, looked).includes(0)) return 'binary';
  if (content.length < 1_024 && content.toString('latin1').startsWith('version https://git-lfs.github.com/spec/')) {
    return 'LFS pointer';
  }
  if (content.length > 2_048 && minifiable.has(languageOf(path))) {
    let lines = 1;
    for (let at = content.indexOf(10); at !== -1; at = content.indexOf(10, at + 1)) lines += 1;
    if (content.length / lines > minifiedLine) return 'minified';
  }
  return undefined;
}
