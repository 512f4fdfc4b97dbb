import type { Frame } from './read-trace.ts';

/** How the languages beside JavaScript name a place in a trace, each line without its indent. */
const patterns = [
  // Python: File "/a.py", line 3, in f
  /^File "(?<file>[^"]+)", line (?<line>\d{1,7})/,
  // Ruby: # ./spec/a_spec.rb:3:in `f' and test/a_test.rb:3:in 'f'
  /^(?:# |from )?(?:\.\/)?(?<file>[^\s:]{1,400}\.(?:rb|rake)):(?<line>\d{1,7})(?::in .*)?$/,
  // PHP: /a.php:3
  /^(?<file>[^\s:]{1,400}\.php):(?<line>\d{1,7})$/,
  // Go: /a.go:3 +0x1d
  /^(?<file>[^\s:]{1,400}\.go):(?<line>\d{1,7})(?: \+0x[0-9a-f]{1,16})?$/,
  // Rust: at ./src/a.rs:3:5
  /^at (?:\.\/)?(?<file>[^\s:]{1,400}\.rs):(?<line>\d{1,7})(?::\d{1,7})?$/,
  // .NET: at A.B.C() in /a.cs:line 3
  /^at .{1,1000}\) in (?<file>.{1,400}):line (?<line>\d{1,7})$/,
  // Elixir: (shop 0.1.0) lib/a.ex:3: A.f/2 and test/a_test.exs:3: (test)
  /^(?:\([a-z_]{1,60} [^\s)]{1,40}\) )?(?<file>[^\s:]{1,400}\.exs?):(?<line>\d{1,7}): /,
];

/** Java and its kin name the class and only the last part of the path: at shop.Price$A.f(Price.java:3). */
const javaFrame =
  /^at (?:[\w.@-]{1,200}\/{1,2})?(?<owner>[\w.$]{1,400})\.[\w$<>-]{1,200}\((?<file>[\w$-]{1,200}\.(?:java|kt|scala|groovy)):(?<line>\d{1,7})\)$/;
/** A frame without a place in it. */
const javaBare = /^at [\w.$@/<>-]{1,600}\((?:Native Method|Unknown Source)\)$/;
/** What stands between two frames in a trace of Go or Rust. */
const calledFrame = /^(?:stack backtrace:|goroutine \d{1,9} \[|\d{1,4}: \S)/;
const javaPackages =
  /^(?:java|javax|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|org\.(?:junit|opentest4j|testng|assertj|hamcrest|mockito|gradle|codehaus|apache\.maven|springframework\.test|scalatest))(?:\.|$)/;

/** The tools' own files and those of dependencies. */
const foreign =
  /^node:|^internal\/|^<|^native$|^index |(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|rustc|gems|\.cargo|\.rustup|hostedtoolcache|deps)\/|\/lib\/python\d|^\/usr\/(?:share|lib)\/|^\(.*\)$/;

/** Reads a frame of Python, Ruby, PHP, Go, Rust, .NET, Elixir or Java. */
export function readOtherFrame(text: string): Frame | undefined {
  const java = javaFrame.exec(text)?.groups;
  if (java !== undefined) {
    const { owner = '', file = '', line } = java;
    return { file: javaPackages.test(owner) ? '<java>' : `${folderOf(owner)}${file}`, line: Number(line), text };
  }
  if (javaBare.test(text) || calledFrame.test(text)) return { file: '<none>', line: 0, text };
  for (const pattern of patterns) {
    const { file, line } = pattern.exec(text)?.groups ?? {};
    if (file !== undefined) return { file, line: Number(line), text };
  }
  return undefined;
}

/** `shop.prices.PriceTest$Discount` is in the folder shop/prices. */
function folderOf(owner: string): string {
  const names = owner.split('.').slice(0, -1);
  return names.length === 0 ? '' : `${names.join('/')}/`;
}

/** Whether the file belongs to the tools or to dependencies, not to the project. */
export function isForeign(file: string): boolean {
  return foreign.test(file);
}
