import { describe, expect, test } from 'vitest';
import { change, kindsOf } from './changes.ts';

type Row = readonly [what: string, path: string, old: string, now: string, kind: string];

const texts = {
  'tests/test_cart.py': `import pytest
from shop.cart import total

def test_total():
    sum = total([1, 2])
    assert sum == 3

@pytest.mark.parametrize("one,other", [(1, 2), (2, 3)])
def test_each(one, other):
    assert total([one, 1]) == other

def test_raises():
    with pytest.raises(ValueError):
        total(None)
`,
  'test/cart.test.ts': `import { total } from '../src/cart';

it('adds', () => {
    const sum = total([1, 2]);
    expect(sum).toStrictEqual(3);
});
it.each(rows)('adds %i', (one) => {
    expect(total([one])).toBe(one);
});
`,
  'cart_test.go': `package cart

import "testing"

func TestRows(t *testing.T) {
	for _, each := range rows {
		got := Total(each.in)
		if got != each.want {
			t.Errorf("got %d", got)
		}
	}
	check(t)
}
`,
  'src/test/java/CartTest.java': `class CartTest {
  @Test
  void adds() {
    assertEquals(3, Cart.total(1, 2));
  }
}
`,
  'tests/CartTest.php': `<?php
final class CartTest extends TestCase {
    public function testAdds(): void {
        $this->assertSame(3, Cart::total([1, 2]));
    }
    public function testThrows(): void {
        $this->expectException(DomainException::class);
        Cart::total($this->name());
    }
    private function name(): string {
        return 'x';
    }
}
`,
} as const;

/** A replacement in the file of tests of a language. */
function edited(path: keyof typeof texts) {
  return (what: string, old: string, now: string, kind = ''): Row => {
    const text = texts[path];
    expect(text).toContain(old);
    return [what, path, text, text.replace(old, () => now), kind];
  };
}

const inPython = edited('tests/test_cart.py');
const inJavaScript = edited('test/cart.test.ts');
const inGo = edited('cart_test.go');
const inJava = edited('src/test/java/CartTest.java');
const inPhp = edited('tests/CartTest.php');

/** What reads like tidying up and leaves a test green whatever the code does. */
const weakened: readonly (readonly [what: string, path: string, old: string | null, now: string, kind: string])[] = [
  inPython(
    'a return that depends',
    '    assert sum == 3',
    '    if not sum:\n        return\n    assert sum == 3',
    'conditional assertion',
  ),
  inPython('marked as a whole', 'import pytest\n', 'import pytest\npytestmark = pytest.mark.skip\n', 'test skipped'),
  inPython('no longer a module of tests', 'import pytest\n', 'import pytest\n__test__ = False\n', 'test skipped'),
  inPython('a tuple, which is always true', 'assert sum == 3', 'assert (sum == 3, "three")', 'test emptied'),
  inPython('compared with itself', 'sum == 3', 'total([1, 2]) == total([1, 2])', 'weaker assertion'),
  inPython('one of several errors', 'raises(ValueError)', 'raises((ValueError, KeyError))', 'weaker assertion'),
  inPython('a row that may fail', '(2, 3)', 'pytest.param(2, 3, marks=pytest.mark.xfail)', 'fewer cases'),
  inPython('a value instead of the call', 'sum = total([1, 2])', 'sum = 3', 'test emptied'),
  inPython(
    'a subject of its own',
    'def test_total',
    'def total(items):\n    return 3\n\ndef test_total',
    'subject mocked',
  ),
  inPython('a stand-in from elsewhere', 'from shop.cart import', 'from tests.fake_cart import', 'subject mocked'),
  inPython(
    'a suite without its tests',
    'import pytest\n',
    'import pytest\ndef load_tests(a, b, c):\n    return a\n',
    'test settings changed',
  ),
  [
    'a skip in a fixture that all tests have',
    'tests/conftest.py',
    'import pytest\n',
    'import pytest\n@pytest.fixture(autouse=True)\ndef guard(request):\n    pytest.skip("later")\n',
    'test settings changed',
  ],
  [
    'another exit code',
    'tests/conftest.py',
    null,
    'def pytest_sessionfinish(session):\n    session.exitstatus = 0\n',
    'test settings changed',
  ],

  inJavaScript(
    'a return that depends',
    '    expect(sum)',
    '    if (process.env.CI) return;\n    expect(sum)',
    'conditional assertion',
  ),
  inJavaScript('another type of equal', 'toStrictEqual(3)', 'toEqual(3)', 'weaker assertion'),
  inJavaScript('a stand-in from elsewhere', "'../src/cart'", "'./fake-cart'", 'subject mocked'),
  inJavaScript('a part of the rows', 'it.each(rows)', 'it.each(rows.slice(0, 1))', 'fewer cases'),
  inJavaScript('an end of all', "it('adds'", "process.exit(0);\nit('adds'", 'test settings changed'),
  [
    'a matcher that always holds',
    'test/setup.ts',
    "import './polyfill';\n",
    "import './polyfill';\nexpect.extend({ toEqual: () => ({ pass: true }) });\n",
    'test settings changed',
  ],
  [
    'new settings that leave tests out',
    'vitest.config.ts',
    null,
    "export default { test: { exclude: ['test/cart.test.ts'] } };\n",
    'test settings changed',
  ],

  inGo(
    'a round that is left out',
    '\t\tif got',
    '\t\tif each.want > 3 {\n\t\t\tcontinue\n\t\t}\n\t\tif got',
    'conditional assertion',
  ),
  inGo('a part of the rows', 'range rows', 'range rows[:1]', 'fewer cases'),
  inGo('a failure when the test is over', '\tcheck(t)', '\tgo check(t)', 'conditional assertion'),

  [
    'a result that need not be there',
    'src/cart.rs',
    '#[test]\nfn one() {\n    assert_eq!(parse("1").unwrap(), 1);\n}\n',
    '#[test]\nfn one() {\n    if let Ok(n) = parse("1") {\n        assert_eq!(n, 1);\n    }\n}\n',
    'conditional assertion',
  ],
  [
    'a module that nothing names',
    'src/lib.rs',
    '#[cfg(test)]\nmod tests;\nmod cart;\n',
    'mod cart;\n',
    'test file deleted',
  ],

  inJava('a class that nobody makes', 'class CartTest', 'abstract class CartTest', 'test deleted'),
  inJava('a class that nobody looks for', 'class CartTest', 'class CartChecks', 'test deleted'),
  ['no tests at all', 'build.gradle', 'test {}\n', 'test { enabled = false }\n', 'test settings changed'],
  ['no tests at all', '.mvn/maven.config', '-q\n', '-q\n-DskipTests\n', 'test settings changed'],

  inPhp('a test that is not public', 'public function testAdds', 'private function testAdds', 'test deleted'),
  inPhp('equal, not the same', 'assertSame(3', 'assertEquals(3', 'weaker assertion'),
  inPhp('an error of any type', 'DomainException::class', '\\Throwable::class', 'weaker assertion'),

  [
    'a failed expectation that is rescued',
    'spec/cart_spec.rb',
    "it 'adds' do\n  expect(total(1)).to eq(1)\nend\n",
    "it 'adds' do\n  expect(total(1)).to eq(1)\nrescue RSpec::Expectations::ExpectationNotMetError\n  nil\nend\n",
    'swallowed assertion',
  ],
  [
    'a filter of all',
    'spec/spec_helper.rb',
    'RSpec.configure do |config|\nend\n',
    'RSpec.configure do |config|\n  config.filter_run_excluding slow: true\nend\n',
    'test settings changed',
  ],

  [
    'the script that runs them',
    'scripts/test.sh',
    '#!/bin/sh\nset -e\nnpm test\n',
    '#!/bin/sh\nnpm test || true\n',
    'CI changed',
  ],
  [
    'the command that we run',
    '.github/goat.yml',
    'test:\n  command: npm test\n',
    'test:\n  command: "true"\n',
    'CI changed',
  ],
  ['flags of a makefile', 'Makefile', 'GOFLAGS ?=\nall:\n', 'GOFLAGS ?= -short\nall:\n', 'test settings changed'],
  [
    'code that does as the test wants',
    'shop/cart.py',
    'import os\ndef total(x):\n    return x\n',
    'import os\ndef total(x):\n    if "PYTEST_CURRENT_TEST" in os.environ:\n        return 3\n    return x\n',
    'tests noticed',
  ],
];

const honest: readonly (readonly [what: string, path: string, old: string | null, now: string, kind?: string])[] = [
  inPython(
    'a check before',
    '    assert sum == 3',
    '    if not sum:\n        pytest.fail("none")\n    assert sum == 3',
  ),
  inPython('another place of the subject', 'from shop.cart import', 'from shop.checkout import'),
  inPython('a value that the code changes', 'import pytest\n', 'import pytest\ncalled = False\n'),
  inPython('a row more', '[(1, 2), ', '[(0, 1), (1, 2), '),
  inJavaScript(
    'a return after a failure',
    '    expect(sum)',
    "    if (!sum) return assert.fail('none');\n    expect(sum)",
  ),
  inJavaScript('a stricter equal', 'toStrictEqual(3)', 'toBe(3)'),
  inJavaScript('a matcher of its own', "it('adds'", "expect.extend({ toBeOdd: () => ({}) });\nit('adds'"),
  inGo(
    'a return after a failure',
    '\t\tif got',
    '\t\tif each.in == nil {\n\t\t\tt.Error("none")\n\t\t\treturn\n\t\t}\n\t\tif got',
  ),
  inPhp('a helper that is private', '    private function name', '    private function title'),
  ['new settings', 'vitest.config.ts', null, "export default { test: { environment: 'node' } };\n"],
  ['a script of its own', 'scripts/latest.sh', 'echo 1\n', 'echo 2\n'],
  [
    'a hook that marks nothing',
    'tests/conftest.py',
    'import pytest\n',
    'import pytest\ndef pytest_configure(config):\n    pass\n',
  ],
];

describe('a weakening that one might not see is found', () => {
  test.each(weakened)('%s: %s', async (_, path, old, now, kind) => {
    expect(await kindsOf([change(path, old, now)])).toContain(`${path}: ${kind}`);
  });

  test('a file of Go that this system does not build', async () => {
    const [, path, text] = inGo('as it is', 'package', 'package');
    const renamed = [change(path, text, null), change('cart_windows_test.go', null, text)];
    expect(await kindsOf(renamed)).toEqual(['cart_windows_test.go: test file deleted']);
  });
});

describe('what looks alike and is honest passes', () => {
  test.each(honest.map(([what, path, old, now]) => [what, path, old, now] as const))(
    '%s: %s',
    async (_, path, old, now) => {
      expect(await kindsOf([change(path, old, now)])).toEqual([]);
    },
  );

  test('a name that a callback gives its value is none that the test gives alone', async () => {
    const called =
      "it('calls', () => {\n  let called = false;\n  run(() => { called = true; });\n  expect(called).toBe(true);\n});\n";
    const before = called.replace('run(', 'start(');
    expect(await kindsOf([change('test/run.test.ts', before, called)])).toEqual([]);
  });

  test('a module of tests of Rust that another file names', async () => {
    const moved = [change('src/lib.rs', 'mod tests;\n', ''), change('src/cart.rs', '', '#[cfg(test)]\nmod tests;\n')];
    expect(await kindsOf(moved)).toEqual([]);
  });
});
