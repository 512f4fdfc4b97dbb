import { describe, expect, test } from 'vitest';
import { tamperHash } from '../../../src/validation/tamper-gate/tamper-hash.ts';
import { findTampering } from '../../../src/validation/tamper-gate.ts';
import { change, kindsOf } from './changes.ts';

describe('settings', () => {
  test.each([
    ['.github/workflows/ci.yml', 'on: push\njobs: {}\n', 'on: pull_request\njobs: {}\n', 'CI changed'],
    ['.gitlab-ci.yml', 'test:\n  script: make test\n', 'test:\n  script: "true"\n', 'CI changed'],
    ['.circleci/config.yml', 'version: 2\n', 'version: 2.1\n', 'CI changed'],
    ['Jenkinsfile', "sh 'make test'\n", "sh 'true'\n", 'CI changed'],
    ['azure-pipelines.yml', 'steps: [a]\n', 'steps: []\n', 'CI changed'],
    ['noxfile.py', 'session.run("pytest")\n', 'session.run("true")\n', 'CI changed'],
    ['tox.ini', '[testenv]\ncommands = pytest\n', '[testenv]\ncommands =\n', 'CI changed'],
    ['package.json', '{"scripts":{"test":"vitest"}}', '{"scripts":{"test":"true"}}', 'test settings changed'],
    ['package.json', '{"scripts":{"lint":"eslint ."}}', '{"scripts":{}}', 'test settings changed'],
    ['package.json', '{"name":"a"}', '{"name":"a","scripts":{"pretest":"exit 0"}}', 'test settings changed'],
    ['package.json', '{"jest":{"bail":1}}', '{"jest":{"testPathIgnorePatterns":["a"]}}', 'test settings changed'],
    [
      'vitest.config.ts',
      'export default {};\n',
      'export default { test: { exclude: ["a"] } };\n',
      'test settings changed',
    ],
    [
      'pyproject.toml',
      '[tool.pytest.ini_options]\naddopts = ""\n',
      '[tool.pytest.ini_options]\naddopts = "-k a"\n',
      'test settings changed',
    ],
    [
      'pyproject.toml',
      '[tool.coverage.report]\nfail_under = 90\n',
      '[tool.coverage.report]\nfail_under = 50\n',
      'coverage settings changed',
    ],
    ['pyproject.toml', '[tool.ruff]\nselect = ["E"]\n', '[tool.ruff]\nselect = []\n', 'lint settings changed'],
    ['setup.cfg', '[flake8]\nignore = E1\n', '[flake8]\nignore = E1, E2\n', 'lint settings changed'],
    ['.coveragerc', '[report]\nfail_under = 90\n', '[report]\nfail_under = 10\n', 'coverage settings changed'],
    ['codecov.yml', 'coverage:\n  range: 80..100\n', 'coverage:\n  range: 10..100\n', 'coverage settings changed'],
    [
      'package.json',
      '{"jest":{"coverageThreshold":{"global":{"lines":90}}}}',
      '{"jest":{"coverageThreshold":{"global":{"lines":50}}}}',
      'coverage settings changed',
    ],
    ['.nycrc', '{"lines":90}', '{"lines":50}', 'coverage settings changed'],
    [
      'pom.xml',
      '<limit>\n<minimum>0.90</minimum>\n</limit>\n',
      '<limit>\n<minimum>0.50</minimum>\n</limit>\n',
      'coverage settings changed',
    ],
    ['app/build.gradle', 'limit {\n  minimum = 0.9\n}\n', 'limit {\n  minimum = 0.5\n}\n', 'coverage settings changed'],
    ['build.gradle.kts', 'rule {\n  minBound(90)\n}\n', 'rule {\n  minBound(50)\n}\n', 'coverage settings changed'],
    ['.simplecov', 'SimpleCov.minimum_coverage 90\n', 'SimpleCov.minimum_coverage 50\n', 'coverage settings changed'],
    ['coveralls.json', '{"minimum_coverage":90}', '{"minimum_coverage":50}', 'coverage settings changed'],
    ['.testcoverage.yml', 'threshold:\n  total: 90\n', 'threshold:\n  total: 50\n', 'coverage settings changed'],
    ['tarpaulin.toml', 'fail-under = 90\n', 'fail-under = 50\n', 'coverage settings changed'],
    ['gcovr.cfg', 'fail-under-line = 90\n', 'fail-under-line = 50\n', 'coverage settings changed'],
    [
      'mix.exs',
      'test_coverage: [summary: [threshold: 90]]\n',
      'test_coverage: [summary: [threshold: 50]]\n',
      'test settings changed',
    ],
    ['a.csproj', '<Threshold>90</Threshold>\n', '<Threshold>50</Threshold>\n', 'lint settings changed'],
    [
      'tsconfig.json',
      '{"compilerOptions":{"strict":true}}',
      '{"compilerOptions":{"strict":false}}',
      'lint settings changed',
    ],
    ['eslint.config.js', 'export default [a];\n', 'export default [];\n', 'lint settings changed'],
    ['biome.json', '{"linter":{"enabled":true}}', '{"linter":{"enabled":false}}', 'lint settings changed'],
    [
      'Cargo.toml',
      '[lints.rust]\nunsafe_code = "deny"\n',
      '[lints.rust]\nunsafe_code = "allow"\n',
      'lint settings changed',
    ],
    ['.golangci.yml', 'linters:\n  enable: [a]\n', 'linters:\n  enable: []\n', 'lint settings changed'],
    ['phpunit.xml', '<phpunit>\n<file>a</file>\n</phpunit>\n', '<phpunit>\n</phpunit>\n', 'test settings changed'],
    ['.rspec', '--require spec_helper\n', '--tag ~slow\n', 'test settings changed'],
    [
      'Rakefile',
      't.test_files = FileList["test/**/*.rb"]\n',
      't.test_files = FileList["test/a.rb"]\n',
      'test settings changed',
    ],
    ['tests/conftest.py', 'import a\n', 'import a\ncollect_ignore = ["test_a.py"]\n', 'test settings changed'],
    ['Makefile', 'test:\n\tgo test ./...\n', 'test:\n\ttrue\n', 'test settings changed'],
    ['Makefile', 'check:\n\t./run.sh\n', 'check:\n\ttrue\n', 'test settings changed'],
    ['justfile', 'check:\n  ./run.sh\n', 'check:\n  true\n', 'test settings changed'],
    [
      'Taskfile.yml',
      'tasks:\n  test:\n    cmds: [./run.sh]\n',
      'tasks:\n  test:\n    cmds: []\n',
      'test settings changed',
    ],
    [
      'tests/conftest.py',
      'def pytest_collection_modifyitems(items):\n    items.sort()\n',
      'def pytest_collection_modifyitems(items):\n    items.clear()\n',
      'test settings changed',
    ],
    ['CMakeLists.txt', 'enable_testing()\nadd_test(NAME a COMMAND a)\n', 'enable_testing()\n', 'test settings changed'],
    ['deno.json', '{"tasks":{"test":"deno test"}}', '{"tasks":{"test":"true"}}', 'test settings changed'],
    ['deno.json', '{"lint":{"rules":{"tags":["a"]}}}', '{"lint":{"rules":{"tags":[]}}}', 'lint settings changed'],
    ['.husky/pre-commit', 'npm test\n', 'true\n', 'lint settings changed'],
    [
      '.pre-commit-config.yaml',
      'repos:\n  - repo: a\n    rev: v1\n    hooks: [{id: x}, {id: y}]\n',
      'repos:\n  - repo: a\n    rev: v1\n    hooks: [{id: x}]\n',
      'lint settings changed',
    ],
  ])('%s: %s → %s', async (path, before, after, kind) => {
    expect(await kindsOf([change(path, before, after)])).toEqual([`${path}: ${kind}`]);
  });

  test.each([
    [
      'package.json',
      '{"version":"1","scripts":{"test":"a"}}',
      '{"version":"2", "dependencies":{"b":"1"},"scripts":{"test":"a"}}',
    ],
    ['package.json', '{"scripts":{"test":"a"}}', '{"scripts":{"test":"a","test:new":"b","docs":"c"}}'],
    ['pyproject.toml', '[project]\nversion = "1"\n', '[project]\nversion = "2"\n'],
    ['pyproject.toml', '[tool.coverage.report]\nfail_under = 50\n', '[tool.coverage.report]\nfail_under = 90\n'],
    ['pom.xml', '<minimum>0.50</minimum>\n', '<minimum>0.90</minimum>\n'],
    ['build.gradle.kts', 'minBound(50)\n', 'minBound(90)\n'],
    ['.github/workflows/ci.yml', 'on: push\njobs: {}\n', '# when pushed\non: "push"\njobs: {}\n'],
    [
      'tsconfig.json',
      '{"compilerOptions":{"strict":false}}',
      '{\n// stricter\n"compilerOptions":{"strict":true,"target":"es2023"}}',
    ],
    ['Cargo.toml', '[package]\nversion = "1.0.0"\n', '[package]\nversion = "1.1.0"\n'],
    ['eslint.config.js', 'export default [a];\n', '// all\nexport default [ a ];\n'],
    ['setup.cfg', '[metadata]\nname = a\n', '[metadata]\nname = b\n'],
    ['Makefile', 'check:\n\t./run.sh\nbuild:\n\tcc a.c\n', 'check:\n\t./run.sh\nbuild:\n\tcc -O2 a.c\n'],
    ['CMakeLists.txt', 'add_test(NAME a COMMAND a)\n', 'add_test(NAME a COMMAND a)\nadd_test(NAME b COMMAND b)\n'],
    ['deno.json', '{"imports":{"a":"jsr:a@1"}}', '{"imports":{"a":"jsr:a@2"}}'],
    [
      '.pre-commit-config.yaml',
      'repos:\n  - repo: a\n    rev: v1\n    hooks: [{id: x}]\n',
      'repos:\n  - repo: a\n    rev: v2\n    hooks: [{id: x}]\n',
    ],
  ])('%s: %s → %s is no tampering', async (path, before, after) => {
    expect(await kindsOf([change(path, before, after)])).toEqual([]);
  });

  test('what does not parse is compared as it stands', async () => {
    expect(await kindsOf([change('package.json', '{"scripts":{"test":"a"}}', '{"scripts":{"test":')])).toEqual([
      'package.json: test settings changed',
    ]);
  });

  test('FAULT 59: settings that hurt to read end as changed', async () => {
    const bomb = `a: &a [x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [*${n ? `b${n - 1}` : 'a'}, *${n ? `b${n - 1}` : 'a'}]`).join('\n')}\n`;
    expect(await kindsOf([change('codecov.yml', 'a: 1\n', bomb)])).toEqual(['codecov.yml: coverage settings changed']);
  });
});

describe('silenced checks', () => {
  test.each([
    ['a.py', 'x = 1\n', 'x = 1  # type: ignore\n', ''],
    ['a.py', 'x = 1\n', 'x = 1  # noqa: E501\n', ' (shown)'],
    ['a.ts', 'f();\n', '// @ts-ignore\nf();\n', ''],
    ['a.ts', 'f();\n', '/* eslint-disable */\nf();\n', ''],
    ['a.ts', 'f();\n', '// eslint-disable-next-line no-console\nf();\n', ' (shown)'],
    ['a.go', 'package a\n', 'package a //nolint\n', ''],
    ['a.rs', 'fn a() {}\n', '#[allow(dead_code)]\nfn a() {}\n', ' (shown)'],
  ])('%s: %s → %s', async (path, before, after, shown) => {
    expect(await kindsOf([change(path, before, after)])).toEqual([`${path}: check suppressed${shown}`]);
  });

  test('moved to another file, or in a string, they are none', async () => {
    expect(
      await kindsOf([change('a.ts', '// @ts-ignore\nf();\n', null), change('b.ts', null, '// @ts-ignore\nf();\n')]),
    ).toEqual([]);
    expect(await kindsOf([change('a.ts', 'f();\n', 'f("// @ts-ignore");\n')])).toEqual([]);
  });
});

describe('snapshots and data of tests', () => {
  const snap = 'test/__snapshots__/a.test.ts.snap';

  test('a recorded result that changes or goes away is a finding, a new one is none', async () => {
    const one = 'exports[`a 1`] = `1`;\n';
    expect(await kindsOf([change(snap, one, 'exports[`a 1`] = `2`;\n')])).toEqual([`${snap}: snapshot changed`]);
    expect(await kindsOf([change(snap, one, null)])).toEqual([`${snap}: snapshot changed`]);
    expect(await kindsOf([change(snap, one, `${one}exports[\`b 1\`] = \`2\`;\n`)])).toEqual([]);
    expect(await kindsOf([change(snap, one, null), change(`x/${snap}`, null, one)])).toEqual([]);
    expect(await kindsOf([change(snap, one, 'exports[`a 1`] = `2`;\n')], 'Update a.test.ts.snap.')).toEqual([
      `${snap}: snapshot changed (shown)`,
    ]);
  });

  test.each([
    'tests/__snapshots__/test_a.ambr',
    'Tests/__Snapshots__/ATests/testA.1.txt',
    'src/snapshots/a__b.snap',
    'tests/ATests.A.verified.txt',
    'src/test/java/ATest.a.approved.txt',
    'a/testdata/out.golden',
    'a/testdata/golden/out.txt',
    'tests/snapshots/test_a/out.json',
    'tests/ui/a.stderr',
  ])('%s is one', async (path) => {
    expect(await kindsOf([change(path, 'a\n', 'b\n')])).toEqual([`${path}: snapshot changed`]);
  });

  test('code in a folder of snapshots is code', async () => {
    expect(await kindsOf([change('tests/snapshots/helpers.py', 'x = 1\n', 'x = 2\n')])).toEqual([
      'tests/snapshots/helpers.py: expectation changed',
    ]);
  });

  test('files that no grammar reads are judged by their lines', async () => {
    const path = 'test/cases/a.txt';
    const text = 'a\nb\nc\nd\ne\nf\ng\nh\n';
    expect(await kindsOf([change(path, text, null)])).toEqual([`${path}: test data lost`]);
    expect(await kindsOf([change(path, text, 'a\n')])).toEqual([`${path}: test data lost`]);
    expect(await kindsOf([change(path, text, text.replace('a', 'A'))])).toEqual([]);
    expect(await kindsOf([change(path, text, null), change('test/cases/b.txt', null, text)])).toEqual([]);
    const [found] = await findTampering([change(path, text, null)]);
    expect(found?.message).toContain('judged by its lines only');
  });
});

describe('changed values', () => {
  const path = 'test/price.test.ts';
  const text = `test('rounds the price', () => {\n  expect(price(1)).toBe('1.50 EUR');\n});\n`;
  const changed = change(path, text, text.replace('1.50 EUR', '1,50 EUR'));

  test.each([
    ['names the test', 'The test "rounds the price" expects a point.'],
    ['names the file', 'See price.test.ts.'],
    ['states the value', 'It should print `1,50 EUR`.'],
  ])('pass where the issue %s', async (_, requested) => {
    expect(await kindsOf([changed], requested)).toEqual([`${path}: expectation changed (shown)`]);
  });

  test.each([
    ['says nothing of it', 'Prices are wrong.'],
    ['has the value as a part of another', 'It printed 11,50 EURO.'],
    ['is empty', ''],
  ])('block where the issue %s', async (_, requested) => {
    expect(await kindsOf([changed], requested)).toEqual([`${path}: expectation changed`]);
  });

  test('block where the issue has a digit or a truth value by chance', async () => {
    const digit = `test('a', () => {\n  expect(f()).toBe(3);\n});\n`;
    expect(await kindsOf([change(path, digit, digit.replace('3', '4'))], 'Step 4 fails, true?')).toEqual([
      `${path}: expectation changed`,
    ]);
  });

  test('are nothing else that an issue asks for: a weaker assertion blocks all the same', async () => {
    const weaker = text.replace("toBe('1.50 EUR')", 'toBeTruthy()');
    expect(await kindsOf([change(path, text, weaker)], 'Please edit price.test.ts, "rounds the price".')).toEqual([
      `${path}: weaker assertion`,
    ]);
  });
});

describe('moved tests', () => {
  const two = `it('a', () => {\n  const x = make();\n  expect(x.one()).toBe(1);\n});\nit('b', () => {\n  expect(two()).toBe(2);\n});\n`;
  const [a = '', b = ''] = two.split(/(?=it\('b')/);

  test('a test that moves to another file of the patch is none', async () => {
    expect(await kindsOf([change('test/x.test.ts', two, b), change('test/y.test.ts', null, a)])).toEqual([]);
  });

  test('a test that is replaced by one that asserts less is', async () => {
    const less = a.replace("'a'", "'c'").replace('toBe(1)', 'toBeDefined()');
    expect(await kindsOf([change('test/x.test.ts', two, less + b)])).toEqual(['test/x.test.ts: weaker assertion']);
  });

  test('assertions that move into a new function of the patch are kept', async () => {
    const after = `function same(x) {\n  expect(x.one()).toBe(1);\n}\n${two.replace('  expect(x.one()).toBe(1);', '  same(x);')}`;
    expect(await kindsOf([change('test/x.test.ts', two, after)])).toEqual([]);
  });
});

test('tests in a function that several files call are tests', async () => {
  const path = 'test/shared.spec.ts';
  const text =
    "export function specs(make) {\n  it('a', () => {\n    expect(make()).toBe(1);\n  });\n  it('b', () => {\n    expect(make()).toBe(2);\n  });\n}\n";
  expect(await kindsOf([change(path, text, text.replace("it('a'", "it.skip('a'"))])).toEqual([`${path}: test skipped`]);
  expect(await kindsOf([change(path, text, text.replace(/ {2}it\('a'[\s\S]*?\n {2}\}\);\n/, ''))])).toEqual([
    `${path}: test deleted`,
  ]);
});

describe('tests that are put together or taken apart', () => {
  const one = 'def test_one():\n    assert f(1) == 2\n';
  const two = 'def test_two():\n    assert f(2) == 3\n';
  const both = 'def test_both():\n    assert f(1) == 2\n    assert f(2) == 3\n';
  const table = (rows: string) =>
    `import pytest\n@pytest.mark.parametrize("a, b", [${rows}])\ndef test_f(a, b):\n    assert f(a) == b\n`;
  const path = 'tests/test_f.py';

  test.each([
    ['merged', `${one}\n${two}`, both],
    ['split', both, `${one}\n${two}`],
    ['made rows of a table', `${one}\n${two}`, table('(1, 2), (2, 3)')],
  ])('%s with all that they assert are kept', async (_, before, after) => {
    expect(await kindsOf([change(path, before, after)])).toEqual([]);
  });

  test.each([
    ['merged', `${one}\n${two}`, both.replace('    assert f(2) == 3\n', ''), 'test deleted'],
    ['made rows of a table', `${one}\n${two}`, table('(1, 2)'), 'test deleted'],
    [
      'moved into a function that nothing calls',
      `${one}\n${two}`,
      `${one}\n${two.replace('test_', '')}`,
      'test deleted',
    ],
  ])('%s with less are not', async (_, before, after, kind) => {
    expect(await kindsOf([change(path, before, after)])).toContain(`${path}: ${kind}`);
  });
});

test('a new test that asserts the same of something else makes up for nothing', async () => {
  const before = 'def test_a():\n    got = f(1)\n    assert got.ok == 1\n    assert got.name == "a"\n';
  const after = `${before.replace('    assert got.ok == 1\n', '')}\n\ndef test_b():\n    got = f(7)\n    assert got.ok == 1\n`;
  expect(await kindsOf([change('tests/test_f.py', before, after)])).toEqual(['tests/test_f.py: fewer assertions']);
  const twice = `${after}    got = f(8)\n    assert got.ok == 1\n`;
  expect(await kindsOf([change('tests/test_f.py', before, twice)])).toEqual(['tests/test_f.py: fewer assertions']);
});

describe('files that are renamed', () => {
  const contents = {
    py: 'def test_a():\n    assert f() == 1\n',
    ts: "it('a', () => {\n  expect(f()).toBe(1);\n});\n",
    go: 'package a\n\nfunc TestA(t *testing.T) {\n\trequire.Equal(t, 1, f())\n}\n',
    rb: 'it "a" do\n  expect(f).to eq(1)\nend\n',
    java: 'class A {\n    @Test\n    void a() {\n        assertEquals(1, f());\n    }\n}\n',
    php: '<?php\nclass A extends TestCase {\n    public function testA() {\n        $this->assertSame(1, f());\n    }\n}\n',
    exs: 'test "a" do\n  assert f() == 1\nend\n',
  } as const;

  test.each([
    ['py', 'tests/test_f.py', 'tests/f_checks.py', 'tests/test_g.py'],
    ['ts', 'test/f.test.ts', 'test/f.ts', 'test/g.spec.ts'],
    ['go', 'f/f_test.go', 'f/ftest.go', 'f/g_test.go'],
    ['rb', 'spec/f_spec.rb', 'spec/f.rb', 'spec/g_spec.rb'],
    ['java', 'src/test/java/FTest.java', 'src/test/java/FChecks.java', 'src/test/java/GTest.java'],
    ['php', 'tests/FTest.php', 'tests/F.php', 'tests/GTest.php'],
    ['exs', 'test/f_test.exs', 'test/f.exs', 'test/g_test.exs'],
  ] as const)(
    '%s: to a name that is not looked for are lost, to another one are not',
    async (kind, path, away, other) => {
      const moved = (to: string) => kindsOf([change(path, contents[kind], null), change(to, null, contents[kind])]);
      expect((await moved(away)).some((found) => found.endsWith('test file deleted'))).toBe(true);
      expect(await moved(other)).toEqual([]);
    },
  );
});

test('a stand-in for the subject that prepares all tests is found in a file without tests, new or not', async () => {
  const fixture =
    '@pytest.fixture(autouse=True)\ndef fake(monkeypatch):\n    monkeypatch.setattr(cart, "total", lambda: 3)\n';
  const subject = change('shop/cart.py', 'x = 1\n', 'x = 2\n');
  expect(await kindsOf([change('tests/conftest.py', null, fixture), subject])).toEqual([
    'tests/conftest.py: subject mocked',
  ]);
  expect(await kindsOf([change('vitest.setup.ts', 'f();\n', "f();\nvi.mock('./shop/cart');\n"), subject])).toContain(
    'vitest.setup.ts: subject mocked',
  );
  expect(await kindsOf([change('tests/conftest.py', null, '@pytest.fixture\ndef items():\n    return [1]\n')])).toEqual(
    [],
  );
});

test('a long value is compared to its end', async () => {
  const text = (end: string) => `it('a', () => {\n  expect(f()).toBe('${'x'.repeat(300)}${end}');\n});\n`;
  expect(await kindsOf([change('test/a.test.ts', text('a'), text('b'))])).toEqual([
    'test/a.test.ts: expectation changed',
  ]);
});

describe('files that give no proof', () => {
  test('a file of tests that no longer parses is a finding of its own', async () => {
    const path = 'test/a.test.ts';
    const found = await kindsOf([
      change(path, "it('a', () => {\n  expect(f()).toBe(1);\n});\n", "it('a', () => {\n  expect(f(.toBe(1;\n"),
    ]);
    expect(found).toContain(`${path}: test not readable`);
  });

  test('FAULT 58: one that is binary, or over 1 MB, too', async () => {
    const path = 'test/a.test.ts';
    expect(await kindsOf([change(path, 'f();\n', 'f();\0')])).toEqual([`${path}: test not readable`]);
    expect(await kindsOf([change(path, 'f();\n', `// ${'x'.repeat(1024 * 1024)}\n`)])).toEqual([
      `${path}: test not readable`,
    ]);
  });

  test('source that is broken is a matter of the validation', async () => {
    expect(await kindsOf([change('src/a.ts', 'f();\n', 'f((;\n')])).toEqual([]);
  });
});

test.each(['(', 'expect(', "it('a',()=>{", 'a\n', '#', '"', '/* eslint-disable ', '@skip\n', ' ', 'try{', 'return;'])(
  'FAULT 59: 262,144 characters of %j end with an answer',
  async (unit) => {
    const text = unit.repeat(Math.ceil(262_144 / unit.length));
    for (const path of ['test/a.test.ts', 'tests/test_a.py', 'tox.ini', 'test/a.snap']) {
      expect(Array.isArray(await findTampering([change(path, 'x', text)]))).toBe(true);
    }
  },
  120_000,
);

test('FAULT 59: many tests take linear time', async () => {
  const tests = (count: number, value: number) =>
    Array.from({ length: count }, (_, n) => `it('t${n}', () => {\n  expect(f(${n})).toBe(${value});\n});\n`).join('');
  const found = await findTampering([
    change('test/a.test.ts', tests(2_000, 1), tests(2_000, 2).replaceAll("it('t", "it('u")),
  ]);
  expect(found).toHaveLength(2_000);
}, 120_000);

test('the hash is of what was shown: order and line numbers do not matter, every quoted line does', async () => {
  const text = `it('a', () => {\n  expect(f()).toBe(1);\n  expect(g()).toBe(1);\n});\n`;
  const edits = [
    change('test/a.test.ts', text, text.replace('toBe(1)', 'toBeTruthy()')),
    change('package.json', '{"scripts":{"test":"a"}}', '{"scripts":{"test":"b"}}'),
  ];
  const found = await findTampering(edits);
  const lower = await findTampering([
    change('test/a.test.ts', `\n${text}`, `\n${text.replace('toBe(1)', 'toBeTruthy()')}`),
    ...edits.slice(1),
  ]);
  const other = await findTampering([
    change('test/a.test.ts', text, text.replace('toBe(1)', 'toBeDefined()')),
    ...edits.slice(1),
  ]);
  expect(tamperHash(found)).toBe(tamperHash([...found].reverse()));
  expect(tamperHash(found)).toBe(tamperHash(lower));
  expect(tamperHash(found)).not.toBe(tamperHash(other));
  expect(tamperHash(found)).not.toBe(tamperHash(found.slice(1)));
});
