import { posix } from 'node:path';
import type { View } from './view.ts';

/** A place in the repository that an import names without doubt; undefined where it names something else, or cannot be told. */
type Locate = (from: string, specifier: string, view: View) => string | undefined;

/** What tools generate beside the sources, by name; what builds leave as well where the folder holds nothing else. */
const generatedNames = /(?:_pb2(?:_grpc)?|(?:^|\/)_?version|local_?settings|settings_?local|\.generated|\.gen|\.pb)$/i;
const buildFolders =
  /(?<=^|\/)(?:dist|build|out|output|target|lib|coverage|node_modules|_{0,2}gen(?:erated)?_{0,2}|\.[^./][^/]*)(?=\/|$)/gi;
/** Of what may stand in an ignore file, and not in an import. */
const extensions = ['', '.js', '.ts', '.tsx', '.py', '.rb', '.rs', '.dart'];

const locators: Readonly<Record<string, Locate>> = {
  javascript: besideFile(/\.[cm]?jsx?$/),
  typescript: besideFile(/\.[cm]?jsx?$/),
  tsx: besideFile(/\.[cm]?jsx?$/),
  ruby: besideFile(/\.rb$/),
  // `a.g.dart` and the like are generated.
  dart: (...question) => {
    const place = besideFile(/\.dart$/, /^[\w./]+$/)(...question);
    return place === undefined || /\.\w+$/.test(place) ? undefined : place;
  },
  rust: (from, specifier) => {
    const name = specifier.slice('self::'.length);
    return /(?:^|\/)(?:mod|lib|main)\.rs$/.test(from) ? posix.join(posix.dirname(from), name) : undefined;
  },
  python: (from, specifier, view) =>
    specifier.startsWith('.') ? inPackage(from, specifier) : inOwnPackage(specifier, view),
};

/**
 * Whether an import is certainly of a file of this repository, and there is none. Doubt counts as no: what builds generate,
 * what git ignores, what starts alike, and what leads out of the repository.
 */
export async function isMissing(language: string, from: string, specifier: string, view: View): Promise<boolean> {
  const place = locators[language]?.(from, specifier, view);
  if (place === undefined || place === '' || generatedNames.test(place)) return false;
  if (view.has(place) || view.hasStem(place) || view.resolve(language, from, specifier).length > 0) return false;
  const isBuilt = [...place.matchAll(buildFolders)].some(
    ({ index, 0: name }) => !/^(?:lib|out|target)$/.test(name) || !view.hasStem(place.slice(0, index + name.length)),
  );
  return !isBuilt && !(await view.isIgnored(extensions.map((extension) => `${place}${extension}`)));
}

/** A path that is counted from the file's folder. Loaders, patterns and routers' own names mean no plain file. */
function besideFile(extension: RegExp, isRelative = /^\.\.?\//): Locate {
  return (from, specifier) => {
    if (!isRelative.test(specifier) || /[*!:?#$+]/.test(specifier)) return undefined;
    const place = posix.join(posix.dirname(from), specifier).replace(/\/$/, '').replace(extension, '');
    return place.startsWith('..') ? undefined : place;
  };
}

function inPackage(from: string, specifier: string): string | undefined {
  const [, dots = '', module = ''] = /^(\.+)(.*)$/.exec(specifier) ?? [];
  const place = posix.join(posix.dirname(from), '../'.repeat(dots.length - 1), module.replaceAll('.', '/'));
  return module === '' || place.startsWith('..') ? undefined : place;
}

const roots = ['', 'src/', 'lib/', 'python/'];

/** The first part that is not there. A module in the middle of the path may be a package that code makes. */
function inOwnPackage(specifier: string, view: View): string | undefined {
  const [top = '', ...rest] = specifier.split('.');
  const [root, ...others] = roots.filter((one) => view.has(`${one}${top}/__init__.py`));
  if (root === undefined || others.length > 0) return undefined;
  let place = `${root}${top}`;
  for (const part of rest) {
    if (view.has(`${place}.py`)) return undefined;
    place = `${place}/${part}`;
    if (!view.hasStem(place)) return place;
  }
  return undefined;
}
