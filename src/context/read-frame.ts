/** A call in a stack trace, or a place that a compiler or a test runner names. */
export interface Frame {
  /** As printed, with `/`. */
  readonly path: string;
  readonly line: number;
  /** The function, as printed. */
  readonly symbol: string | undefined;
  /** Whether traces of this kind begin with the outermost call. */
  readonly outermostFirst: boolean;
}

interface FrameFormat {
  readonly pattern: RegExp;
  readonly outermostFirst?: true;
}

/** A path ends with an extension; `<` and brackets would be those of `<anonymous>` or of a link. */
const file = String.raw`(?<path>[^\s"'<>()|:[\]]{1,300}\.[A-Za-z]\w{0,9})`;
/** Also with blanks and a drive. */
const quotedFile = String.raw`(?<path>[^"<>|\n]{1,300}\.[A-Za-z]\w{0,9})`;
const drive = '(?:[A-Za-z]:)?';

/** In each pattern the pieces before the path are bounded, so that a line costs its length times a constant. */
const formats: readonly FrameFormat[] = [
  // Python, also of a module: File "a/b.py", line 12, in name
  {
    pattern: new RegExp(String.raw`^\s*File "${quotedFile}", line (?<line>\d+)(?:, in (?<symbol>\S+))?`),
    outermostFirst: true,
  },
  // IPython: File ~/a/b.py:12, in Name.method(self) · a/b.py in name(self)
  {
    pattern: new RegExp(String.raw`^\s*File ${drive}${file}:(?<line>\d+), in (?<symbol>[^\s(]+)`),
    outermostFirst: true,
  },
  {
    pattern: new RegExp(String.raw`^\[?${drive}${file}\]?(?:\(file:[^)]{0,300}\))? in (?<symbol>[^\s(]+)\(`),
    outermostFirst: true,
  },
  // pytest: a/b.py:12: in name · a/b.py:12: ValueError
  {
    pattern: new RegExp(
      String.raw`^\s*${drive}${file}:(?<line>\d+): (?:in (?<symbol>\S+)|\w*(?:Error|Exception|Warning)\b)`,
    ),
    outermostFirst: true,
  },
  // Java, Kotlin, Scala: at org.example.Name.method(Name.java:12)
  {
    pattern:
      /^\s*at (?:[\w.]{1,80}\/{1,2})?(?<symbol>[\w.$<>]{1,300})\((?<path>\w[\w-]{0,99}\.(?:java|kt|scala|groovy|clj)):(?<line>\d+)\)/,
  },
  // C#: at Name.Space.Type.Method(String name) in C:\a\B.cs:line 12
  {
    pattern: new RegExp(
      String.raw`^\s*at (?<symbol>[\w.${'`'}<>[\],]{1,300})\([^)]{0,300}\) in ${drive}${file}:line (?<line>\d+)`,
    ),
  },
  // V8: at name (a/b.js:12:3) · at async a/b.js:12:3
  {
    pattern: new RegExp(
      String.raw`^\s*at (?:async )?(?:(?:new )?(?<symbol>[^\s(]{1,200})(?: \[as [^\]]{1,80}\])? \()?(?:file:\/\/)?${drive}${file}:(?<line>\d+)(?::\d+)?\)?`,
    ),
  },
  // Firefox, Safari: name@a/b.js:12:3
  {
    pattern: new RegExp(
      String.raw`^\s*(?<symbol>[\w$./<]{0,100})@(?:\w{2,10}:\/\/[^\s/]{0,100})?${file}:(?<line>\d+):\d+\s*$`,
    ),
  },
  // Ruby: a/b.rb:12:in 'Name#method'
  {
    pattern: new RegExp(
      String.raw`^\s*(?:from |\d+: from )?${file}:(?<line>\d+):in [${'`'}'](?:block (?:\(\d+ levels\) )?in )?(?<symbol>[^'${'`'}]{1,100})`,
    ),
  },
  // PHP: #0 /a/b.php(12): Name->method() · in /a/b.php on line 12 · in /a/b.php:12
  { pattern: new RegExp(String.raw`^\s*#\d+ ${drive}${file}\((?<line>\d+)\)(?:: (?<symbol>[\w\\:>-]{1,200}))?`) },
  { pattern: new RegExp(String.raw`^.{0,300}? in ${drive}${file}(?: on line |:line |:)(?<line>\d+)`) },
  // gdb and sanitizers: #1 0x12 in name (argument=1) at a/b.c:12 · #1 0x12 in name a/b.c:12:3 · Dart: #0 name (package:a/b.dart:1:2)
  {
    pattern: new RegExp(
      String.raw`^\s*#\d+\s+(?:0x[\da-f]{1,16} in )?(?<symbol>[^\s(]{1,200}) ?(?:\([^)]{0,300}\) at |\((?:\w{1,20}:)?)?${file}:(?<line>\d+)`,
    ),
  },
  // Elixir: (app 1.2.3) lib/a/b.ex:12: Name.Space.function/2
  {
    pattern: new RegExp(String.raw`^\s*(?:\([^)]{1,80}\) )?${file}:(?<line>\d+): (?<symbol>[A-Z][\w.!?]{1,200}\/\d+)`),
  },
  // Rust: at ./a/b.rs:12:3 · --> a/b.rs:12:3 · panicked at a/b.rs:12:3
  { pattern: new RegExp(String.raw`^.{0,120}?(?:-->|panicked at(?: '.{0,200}',)?) ${file}:(?<line>\d+)`) },
  // Swift: Fatal error: message: file A/B.swift, line 12
  { pattern: new RegExp(String.raw`^.{0,300}?\bfile ${file}, line (?<line>\d+)`) },
  // Go: a tab, /a/b.go:12 +0x1d · a_test.go:12: message · compilers and linters: a/b.c:12:3: message
  { pattern: new RegExp(String.raw`^\s*${drive}${file}:(?<line>\d+)(?::\d+)?(?: \+0x[\da-f]{1,16}|:|\s*$)`) },
];

/** Characters of a line that are looked at; frames are shorter. */
const longestFrame = 600;

/** The place that a line of a trace names, in the formats of the common languages; undefined for any other line. */
export function readFrame(text: string): Frame | undefined {
  const line = text.slice(0, longestFrame);
  if (!/\.[A-Za-z]\w{0,9}/.test(line) || !/\d|\bin\b/.test(line)) return undefined;
  for (const { pattern, outermostFirst = false } of formats) {
    const { path, line: number = '0', symbol } = pattern.exec(line)?.groups ?? {};
    if (path === undefined) continue;
    return { path: inPackage(path.replaceAll('\\', '/'), symbol), line: Number(number), symbol, outermostFirst };
  }
  return undefined;
}

/** A Java frame names a file without its folder, which is the class's package. */
function inPackage(path: string, symbol: string | undefined): string {
  if (symbol === undefined || !/\.(?:java|kt|scala|groovy)$/.test(path) || path.includes('/')) return path;
  const folders = symbol.split('.').slice(0, -2);
  return [...folders, path].join('/');
}
