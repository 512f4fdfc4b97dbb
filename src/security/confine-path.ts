export type ConfinedPath = { readonly path: string } | { readonly refused: string };

/**
 * The name as the most forgiving file systems read it: HFS+ ignores case and some characters (`next_hfs_char` in git's
 * utf8.c), NTFS drops a stream and the dots and spaces at the end.
 */
function plainName(name: string): string {
  const visible = name.normalize('NFKC').replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '');
  return visible
    .toLowerCase()
    .replace(/:.*$/s, '')
    .replace(/(?<![. ])[. ]+$/, '');
}

/** Whether some file system takes `name` for `base`, by its long name or by NTFS's short one. */
function looksLike(name: string, base: string, shortName: string): boolean {
  const plain = plainName(name);
  return plain === base || new RegExp(`^(?:${shortName})~[0-9]`).test(plain);
}

/**
 * Whether a repository path can be written below a folder without leaving it and without becoming part of a git
 * directory. Says why not in a sentence for the model.
 */
export function confineName(path: string): ConfinedPath {
  const refuse = (why: string) => ({ refused: `The path ${JSON.stringify(path.slice(0, 200))} is refused: ${why}.` });
  if (path === '') return refuse('it is empty');
  if (Buffer.byteLength(path) > 1024) return refuse('it is longer than 1,024 bytes');
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(path)) return refuse('it holds a control character');
  if (/\p{Cs}/u.test(path)) return refuse('it is not valid Unicode');
  if (path.includes('\\')) return refuse('folders are separated by "/", not by "\\"');
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return refuse('it must be relative to the repository');
  for (const name of path.split('/')) {
    if (name === '' || name === '.' || name === '..') {
      return refuse('it must be plain, without empty parts, "." and ".."');
    }
    if (Buffer.byteLength(name) > 255) return refuse('a name in it is longer than 255 bytes');
    if (looksLike(name, '.git', 'git')) return refuse('".git" belongs to git');
  }
  return { path };
}

/**
 * Whether an edit may touch a repository path: confined as above, and none of the files through which a change could
 * act outside the code: `.gitmodules` (fetches) and `.github/workflows` (runs with the repository's secrets).
 * Symbolic links are for the caller to check, who knows the entries.
 */
export function confinePath(path: string): ConfinedPath {
  const confined = confineName(path);
  if ('refused' in confined) return confined;
  const refuse = (why: string) => ({ refused: `The path ${JSON.stringify(path)} is refused: ${why}.` });
  const names = path.split('/');
  if (names.some((name) => looksLike(name, '.gitmodules', 'gitmod|gi7eba'))) {
    return refuse('submodules are not changed here');
  }
  const [first = '', second = ''] = names.map(plainName);
  if (first === '.github' && second === 'workflows') return refuse('workflows are changed by people only');
  return { path };
}
