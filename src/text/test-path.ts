/** Folders that hold nothing but tests and what they need, in any case of their letters. */
const folder =
  /^(?:tests?|__tests__|__mocks__|__fixtures__|__snapshots__|testdata|specs?|e2e|cypress|testsuites?|.+[._-]tests|.+\.test|(?:unit|integration|functional|acceptance|system|smoke|regression|e2e|ui)[._-]?tests?)$/i;
/** `jvmTest`, `androidTest`, `AppUITests`. */
const camelFolder = /[a-z0-9I](?:Tests|Test)$/;

const names = [
  // foo.test.ts, foo_test.go, foo-spec.js, Foo.Tests.ps1, foo.test-d.ts
  /.[._-](?:tests?|specs?)(?:-d)?\.\w+$/i,
  /.\.(?:cy|e2e)\.[cm]?[jt]sx?$|.\.t\.sol$|.\.tftest\.hcl$|\.(?:bats|feature)$|_SUITE\.erl$/,
  // Where such names are not those of helpers elsewhere.
  /^test_.+\.(?:pyi?|c|cc|cpp|cxx|lua|jl|ml|zig)$|^conftest\.py$|^tests\.py$|^tests?\.rs$/,
  /[A-Za-z0-9](?:Tests?|TestCase|Spec|Suite)\.(?:java|kts?|scala|groovy|php|cs|fs|vb|swift|mm?|c|cc|cpp|hs|dart)$/,
  /[a-z0-9](?:IT|ITCase)\.(?:java|kt|scala|groovy)$/,
  /^Test[A-Z]\w*\.(?:java|kt|scala|groovy|cs|php|swift|cpp|cc)$/,
];

/** Specifications for people may be in a folder of that name, too. */
const prose = /\.(?:md|mdx|rst|adoc|txt|html?|pdf)$/i;

/** Whether a file is a test or a part of tests, by where its language and framework keep them. */
export function isTestPath(path: string): boolean {
  // Maven and Gradle keep tests apart: a testing library's own code is no test.
  if (/(?:^|\/)src\/\w*[mM]ain\//.test(path)) return false;
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  if (names.some((pattern) => pattern.test(name))) return true;
  return segments.some((segment) =>
    /^specs?$/i.test(segment) ? !prose.test(name) : folder.test(segment) || camelFolder.test(segment),
  );
}
