import { languageOf } from '../../syntax/language.ts';

const ecmascript = /[._-](?:tests?|specs?|cy|e2e|bench)(?:-d)?\.[cm]?[jt]sx?$|(?:^|\/)__tests__\//;
const jvm = /(?:Tests?|TestCase|Spec|IT|ITCase)\.(?:java|kt)$|(?:^|\/)Test[A-Z][^/]*$/;

/** The names that the frameworks of a language look for. */
const names: Readonly<Record<string, RegExp>> = {
  ...{ typescript: ecmascript, tsx: ecmascript, javascript: ecmascript, java: jvm, kotlin: jvm },
  python: /(?:^|\/)(?:test_[^/]*|[^/]*_test|tests?)\.py$/,
  // https://pkg.go.dev/cmd/go#hdr-Build_constraints
  go: /(?<!_(?:aix|android|darwin|dragonfly|freebsd|illumos|ios|js|netbsd|openbsd|plan9|solaris|wasip1|windows|386|arm|arm64|loong64|mips\w{0,4}|ppc64\w{0,2}|riscv64|s390x|wasm))_test\.go$/,
  ruby: /_(?:spec|test)\.rb$|(?:^|\/)test_[^/]*\.rb$/,
  php: /Tests?\.php$/,
  elixir: /_test\.exs$/,
};

/** Whether frameworks look for tests in a file of this name; undefined where names say nothing. */
export function isCollected(path: string): boolean | undefined {
  return names[languageOf(path)]?.test(path);
}
