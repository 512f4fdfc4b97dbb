const prose =
  /\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt)$|(?:^|\/)(?:readme|licen[cs]e|copying|notice|authors|changelog)$/i;
/** Texts by their name that tools read: lists of packages, builds. */
const readByTools =
  /(?:requirements|constraints)[^/]*\.(?:txt|in)$|(?:^|\/)requirements\/[^/]+\.txt$|(?:^|\/)CMakeLists\.txt$/i;

/** Whether a file is written for people alone: nothing that runs is made from it. */
export function isProsePath(path: string): boolean {
  return prose.test(path) && !readByTools.test(path);
}
