import { firstFile, nearest } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import { beside } from './paths.ts';
import { literalsOf, nodesOf } from './tree.ts';

export const dart: ImportRules = {
  find: (root) => literalsOf(nodesOf(root, 'uri').map((uri) => uri.namedChild(0))),
  /** `package:name/a.dart` is `lib/a.dart` in the folder of that package. */
  resolve(specifier, from, files) {
    const [, name, path] = /^package:([^/]+)\/(.+)$/.exec(specifier) ?? [];
    if (name === undefined) return specifier.includes(':') ? [] : firstFile(files, [beside(from, specifier)]);
    const named = files.endingWith(`${name}/lib/${path}`);
    // The package in the root of its repository has no folder to know its name by.
    return named.length > 0
      ? nearest(from, named)
      : firstFile(files, files.has(`lib/${name}.dart`) ? [`lib/${path}`] : []);
  },
};
