import { firstFile, firstFound, nearest, unique } from './choose.ts';
import type { ImportRules } from './import-rules.ts';
import { beside } from './paths.ts';
import { nodesAt } from './tree.ts';

/** C, C++ and Objective-C; angle brackets stay around what is looked for in the system first. */
export const cFamily: ImportRules = {
  find: (root) =>
    nodesAt(root, /#\s*(?:include|import)\b/g, 'preproc_include').flatMap((node) => {
      const path = node.childForFieldName('path');
      return path?.type === 'string_literal' || path?.type === 'system_lib_string'
        ? [path.text.replaceAll('"', '')]
        : [];
    }),
  resolve(specifier, from, files) {
    const path = specifier.replaceAll(/^<|>$/g, '').replace(/^(?:\.\.?\/)+/, '');
    // `<string.h>` is the system's own even where one file of the repository has that name.
    if (specifier.startsWith('<')) return path.includes('/') ? unique(files.endingWith(path)) : [];
    return firstFound(
      [() => firstFile(files, [beside(from, specifier)]), () => nearest(from, files.endingWith(path))],
      (choose) => choose(),
    );
  },
};
