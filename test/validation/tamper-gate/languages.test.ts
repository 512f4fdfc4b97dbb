import { describe, expect, test } from 'vitest';
import { change, kindsOf } from './changes.ts';

interface Example {
  readonly path: string;
  readonly text: string;
  /** What to replace, by what, and what is then found; an empty list of kinds where it is honest. */
  readonly edits: readonly (readonly [name: string, old: string, now: string, ...kinds: string[]])[];
}

/** A test that is in each example a second time, under another name. */
const examples: Readonly<Record<string, Example>> = {
  'vitest and jest': {
    path: 'test/cart.test.ts',
    text: `import { expect, it, describe } from 'vitest';
import { total } from '../src/cart';
describe('cart', () => {
  it('adds prices', async () => {
    const items = [1, 2];
    expect(total(items)).toEqual(3);
    expect(total([4])).toBeCloseTo(4.25, 3);
  });
  it.each([[1, 2], [2, 3], [3, 4]])('adds one to %i', (a, b) => {
    expect(total([a, 1])).toBe(b);
  });
});
`,
    edits: [
      ['skip', "it('adds prices'", "it.skip('adds prices'", 'test skipped'],
      ['xit', "it('adds prices'", "xit('adds prices'", 'test skipped'],
      ['only', "it('adds prices'", "it.only('adds prices'", 'other tests hidden'],
      ['a skipped group', "describe('cart'", "describe.skip('cart'", 'test skipped'],
      ['an assertion less', '    expect(total(items)).toEqual(3);\n', '', 'fewer assertions'],
      ['commented out', '    expect(total(items))', '    // expect(total(items))', 'fewer assertions'],
      ['looser', 'expect(total(items)).toEqual(3)', 'expect(total(items)).toBeTruthy()', 'weaker assertion'],
      ['defined', 'expect(total(items)).toEqual(3)', 'expect(total(items)).toBeDefined()', 'weaker assertion'],
      ['anything', 'toEqual(3)', 'toEqual(expect.anything())', 'weaker assertion'],
      ['an early return', '    const items', '    return;\n    const items', 'test emptied'],
      ['nothing compared', 'expect(total(items)).toEqual(3)', 'expect(true).toBe(true)', 'fewer assertions'],
      [
        'caught',
        '    expect(total(items)).toEqual(3);',
        '    try { expect(total(items)).toEqual(3); } catch {}',
        'swallowed assertion',
      ],
      [
        'a function that is not called',
        '    expect(total(items)).toEqual(3);',
        '    const later = () => { expect(total(items)).toEqual(3); };',
        'fewer assertions',
      ],
      [
        'a loop over nothing',
        '    expect(total(items)).toEqual(3);',
        '    for (const each of []) { expect(total(items)).toEqual(3); }',
        'fewer assertions',
      ],
      [
        'for each of nothing',
        '    expect(total(items)).toEqual(3);',
        '    [].forEach(() => { expect(total(items)).toEqual(3); });',
        'fewer assertions',
      ],
      ['a wider tolerance', 'toBeCloseTo(4.25, 3)', 'toBeCloseTo(4.25, 1)', 'wider tolerance'],
      [
        'a tolerance that is looser than the usual one',
        'toBeCloseTo(4.25, 3)',
        'toBeCloseTo(4.25, 0)',
        'wider tolerance',
      ],
      ['another value within a tolerance', 'toBeCloseTo(4.25, 3)', 'toBeCloseTo(9.5, 3)', 'expectation changed'],
      ['a part that may be anything', 'toEqual(3)', 'toEqual([expect.any(Number)])', 'weaker assertion'],
      ['a row less', ', [3, 4]]', ']', 'fewer cases'],
      ['another value', 'toEqual(3)', 'toEqual(5)', 'expectation changed'],
      ['a mock of the subject', "describe('cart'", "vi.mock('../src/cart');\ndescribe('cart'", 'subject mocked'],
      [
        'an assignment to the subject',
        '    const items',
        '    cart.total = () => 3;\n    const items',
        'subject mocked',
      ],
      ['a state of the subject', '    const items', '    cart.list = [];\n    const items'],
      [
        'a loop over a name that holds nothing',
        '    expect(total(items)).toEqual(3);',
        '    const none = [];\n    for (const each of none) { expect(total(items)).toEqual(3); }',
        'fewer assertions',
      ],
      [
        'a loop over a name that is filled',
        '    expect(total(items)).toEqual(3);',
        '    const none = [];\n    none.push(1);\n    for (const each of none) { expect(total(items)).toEqual(3); }',
      ],
      ['tried again', "it('adds prices', async", "it('adds prices', { retry: 3 }, async", 'wider tolerance'],
      ['all tried again', "describe('cart'", "vi.retryTimes(3);\ndescribe('cart'", 'wider tolerance'],
      ['skipIf', "it('adds prices'", "it.skipIf(slow)('adds prices'", 'test skipped'],
      ['under a condition', "  it('adds prices'", "  if (process.env.SLOW) it('adds prices'", 'test skipped'],
      [
        'an assertion under a condition',
        '    expect(total(items)).toEqual(3);',
        '    if (items.length > 2) {\n      expect(total(items)).toEqual(3);\n    }',
        'conditional assertion',
      ],
      [
        'an assertion behind &&',
        '    expect(total(items)).toEqual(3);',
        '    items.length > 2 && expect(total(items)).toEqual(3);',
        'conditional assertion',
      ],
      [
        'an assertion for later',
        '    expect(total(items)).toEqual(3);',
        '    setTimeout(() => {\n      expect(total(items)).toEqual(3);\n    }, 1e9);',
        'conditional assertion',
      ],
      [
        'or true',
        'expect(total(items)).toEqual(3)',
        'expect(total(items) === 3 || true).toBe(true)',
        'fewer assertions',
      ],
      ['a range', 'expect(total(items)).toEqual(3)', 'expect(total(items) >= 3).toBe(true)', 'weaker assertion'],
      ['as strong in other words', 'expect(total(items)).toEqual(3)', 'expect(total(items) === 3).toBe(true)'],
      ['a failure thrown away', 'toEqual(3);', 'toEqual(3).catch(() => {});', 'fewer assertions'],
      ['a row more', ', [3, 4]]', ', [3, 4], [4, 5]]'],
      ['renamed', "'adds prices'", "'sums up the prices'"],
      [
        'reformatted',
        'expect(total(items)).toEqual(3);',
        'expect(\n      total(items),\n    ).toEqual(\n      3,\n    );',
      ],
      ['a helper renamed', /total/g.source, 'sum'],
      ['an assertion more', '    const items', '    expect(total([])).toBe(0);\n    const items'],
      ['a mock of something else', "describe('cart'", "vi.mock('node:http');\ndescribe('cart'"],
    ],
  },
  'node:test and assert': {
    path: 'test/sum.test.js',
    text: `const test = require('node:test');
const assert = require('node:assert');
test('sums', (t) => {
  assert.strictEqual(sum(1, 2), 3);
  assert.deepEqual(list(), ['a']);
});
`,
    edits: [
      ['skip', "test('sums', (t)", "test('sums', { skip: true }, (t)", 'test skipped'],
      ['skipped within', '  assert.strictEqual', '  t.skip("later");\n  assert.strictEqual', 'test skipped'],
      ['an assertion less', "  assert.deepEqual(list(), ['a']);\n", '', 'fewer assertions'],
      ['looser', 'assert.strictEqual(sum(1, 2), 3)', 'assert.ok(sum(1, 2))', 'weaker assertion'],
      ['a new test', "test('sums'", "test('new', () => { assert.equal(1, one()); });\ntest('sums'"],
    ],
  },
  'promises and plans': {
    path: 'test/load.test.js',
    text: `test('loads', async (t) => {
  t.plan(3);
  await expect(load(1)).resolves.toBe('one');
  await load(2).then((name) => {
    expect(name).toBe('two');
  });
  expect(await page()).toMatchInlineSnapshot(\`
    one
      two
  \`);
  expect(limit()).toBe(1000);
});
`,
    edits: [
      ['not waited for', '  await expect(load(1))', '  expect(load(1))', 'fewer assertions'],
      ['a callback not waited for', '  await load(2)', '  load(2)', 'conditional assertion'],
      ['fewer planned', 't.plan(3)', 't.plan(1)', 'wider tolerance'],
      ['more planned', '  t.plan(3);', "  t.plan(4);\n  expect(await load(3)).toBe('three');"],
      ['a snapshot', '      two', '      three', 'expectation changed'],
      ['a snapshot that stands in deeper', '    one\n      two\n  ', '      one\n        two\n    '],
      ['a number in another form', 'toBe(1000)', 'toBe(1_000)'],
      ['a text in parts', "toBe('one')", "toBe('o' + 'ne')"],
    ],
  },
  pytest: {
    path: 'tests/test_cart.py',
    text: `import pytest
from shop import cart

def check(value):
    assert value == 1

@pytest.mark.parametrize("a, b", [(1, 2), (2, 3)])
def test_rows(a, b):
    assert cart.total(a) == b

def test_adds():
    """Adds up."""
    items = [1, 2]
    assert cart.total(items) == 3
    assert cart.rate() == pytest.approx(0.5, abs=0.01)
    with pytest.raises(ValueError):
        cart.total(None)

def test_shared():
    check(cart.one())
`,
    edits: [
      ['skip', 'def test_adds', '@pytest.mark.skip(reason="later")\ndef test_adds', 'test skipped'],
      ['skipif', 'def test_adds', '@pytest.mark.skipif(True, reason="x")\ndef test_adds', 'test skipped'],
      ['xfail', 'def test_adds', '@pytest.mark.xfail\ndef test_adds', 'test skipped'],
      ['skipped within', '    items = [1, 2]', '    pytest.skip("later")\n    items = [1, 2]', 'test skipped'],
      ['the module skipped', 'def check', 'pytestmark = pytest.mark.skip("all")\n\ndef check', 'test skipped'],
      ['renamed away', 'def test_adds', 'def _test_adds', 'test deleted'],
      ['an assertion less', '    assert cart.total(items) == 3\n', '', 'fewer assertions'],
      ['looser', 'assert cart.total(items) == 3', 'assert cart.total(items)', 'weaker assertion'],
      ['held against nothing', 'assert cart.rate() == pytest', 'assert pytest', 'weaker assertion'],
      ['in', 'assert cart.total(items) == 3', 'assert cart.total(items) in (3, 4)', 'weaker assertion'],
      ['or true', 'assert cart.total(items) == 3', 'assert cart.total(items) == 3 or True', 'fewer assertions'],
      [
        'caught',
        '    assert cart.total(items) == 3',
        '    try:\n        assert cart.total(items) == 3\n    except AssertionError:\n        pass',
        'swallowed assertion',
      ],
      [
        'a loop over nothing',
        '    assert cart.total(items) == 3',
        '    for _ in range(0):\n        assert cart.total(items) == 3',
        'fewer assertions',
      ],
      ['an early return', '    items = [1, 2]', '    return\n    items = [1, 2]', 'test emptied'],
      ['a wider tolerance', 'abs=0.01', 'abs=0.5', 'wider tolerance'],
      ['a narrower tolerance', 'abs=0.01', 'abs=0.001'],
      ['another value within a tolerance', 'approx(0.5, abs', 'approx(0.7, abs', 'expectation changed'],
      ['a part that may be anything', '(items) == 3', '(items) == [mock.ANY]', 'weaker assertion'],
      ['taken away at run time', 'def test_shared', 'del test_adds\n\ndef test_shared', 'test deleted'],
      ['replaced at run time', 'def test_shared', 'test_adds = None\n\ndef test_shared', 'test deleted'],
      ['not collected', 'def test_shared', 'test_adds.__test__ = False\n\ndef test_shared', 'test deleted'],
      ['a row less', ', (2, 3)]', ']', 'fewer cases'],
      ['another value', '(items) == 3', '(items) == 4', 'expectation changed'],
      ['another exception', 'raises(ValueError)', 'raises(KeyError)', 'expectation changed'],
      ['any exception', 'raises(ValueError)', 'raises(Exception)', 'weaker assertion'],
      ['a helper that checks less', '    assert value == 1', '    assert value', 'weaker assertion'],
      ['a helper not called', '    check(cart.one())', '    cart.one()', 'test emptied'],
      [
        'a mock of the subject',
        'def test_adds():',
        'def test_adds(monkeypatch):\n    monkeypatch.setattr(cart, "total", lambda items: 3)',
        'subject mocked',
      ],
      [
        'a patch of the subject above the test',
        'def test_adds()',
        '@patch("shop.cart.total")\ndef test_adds(total)',
        'subject mocked',
      ],
      [
        'an assignment to the subject',
        '    items = [1, 2]',
        '    cart.total = lambda items: 3\n    items = [1, 2]',
        'subject mocked',
      ],
      [
        'a stand-in under its name',
        '    items = [1, 2]',
        '    cart = MagicMock()\n    items = [1, 2]',
        'subject mocked',
      ],
      ['tried again', 'def test_adds', '@pytest.mark.flaky(reruns=3)\ndef test_adds', 'wider tolerance'],
      ['a fixture', 'def test_adds', '@pytest.fixture\ndef test_adds', 'test deleted'],
      [
        'in a class that nothing looks into',
        'def test_adds():\n',
        'class Cart:\n  def test_adds(self):\n',
        'test deleted',
      ],
      ['shadowed', 'def test_shared', 'def test_adds():\n    pass\n\ndef test_shared', 'test deleted'],
      ['importorskip', '    items = [1, 2]', '    pytest.importorskip("later")\n    items = [1, 2]', 'test skipped'],
      [
        'suppressed',
        '    assert cart.total(items) == 3',
        '    with contextlib.suppress(AssertionError):\n        assert cart.total(items) == 3',
        'swallowed assertion',
      ],
      [
        'an assertion under a condition',
        '    assert cart.total(items) == 3',
        '    if items:\n        assert cart.total(items) == 3',
        'conditional assertion',
      ],
      [
        'under a condition',
        'def test_shared():\n    check',
        'if SLOW:\n  def test_shared():\n    check',
        'test skipped',
      ],
      ['a row more', ', (2, 3)]', ', (2, 3), (3, 4)]'],
      ['renamed', 'def test_adds', 'def test_sums_up'],
      ['a comment', '    items = [1, 2]', '    # two items\n    items = [1, 2]'],
      ['another description', '"""Adds up."""', '"""Sums up."""'],
      [
        'a new test with a mock of the subject',
        'def test_shared',
        '@patch("shop.cart.rate")\ndef test_new(rate):\n    assert cart.total([4]) == 4\n\ndef test_shared',
      ],
    ],
  },
  unittest: {
    path: 'tests/test_shop.py',
    text: `import unittest

class ShopTest(unittest.TestCase):
    def test_total(self):
        self.assertEqual(total([1, 2]), 3)
        self.assertEqual(names(), ["a", "b"])
`,
    edits: [
      ['skip', '    def test_total', '    @unittest.skip("later")\n    def test_total', 'test skipped'],
      ['a skipped class', 'class ShopTest', '@unittest.skip("later")\nclass ShopTest', 'test skipped'],
      ['looser', 'assertEqual(total([1, 2]), 3)', 'assertTrue(total([1, 2]))', 'weaker assertion'],
      ['in', 'assertEqual(names(), ["a", "b"])', 'assertIn("a", names())', 'weaker assertion'],
      ['near', 'assertEqual(total([1, 2]), 3)', 'assertAlmostEqual(total([1, 2]), 3)', 'weaker assertion'],
      [
        'emptied',
        '        self.assertEqual(total([1, 2]), 3)\n        self.assertEqual(names(), ["a", "b"])',
        '        pass',
        'test emptied',
      ],
      ['no test case', '(unittest.TestCase)', '', 'test deleted'],
      ['not collected', '    def test_total', '    __test__ = False\n\n    def test_total', 'test deleted'],
      ['as strong in other words', 'self.assertEqual(total([1, 2]), 3)', 'assert total([1, 2]) == 3'],
      ['prefixes of strings', '"a", "b"', 'u"a", u"b"'],
    ],
  },
  Go: {
    path: 'cart/cart_test.go',
    text: `package cart

import "testing"

func TestTotal(t *testing.T) {
	got := Total(1, 2)
	if got != 3 {
		t.Errorf("got %d", got)
	}
	require.Equal(t, "a", Name())
}
`,
    edits: [
      ['skip', '\tgot := Total', '\tt.Skip("later")\n\tgot := Total', 'test skipped'],
      [
        'a loop over nothing',
        '\trequire.Equal(t, "a", Name())',
        '\tfor range []struct{ a int }{} {\n\t\trequire.Equal(t, "a", Name())\n\t}',
        'fewer assertions',
      ],
      [
        'a table without rows',
        '\trequire.Equal(t, "a", Name())',
        '\tvar names []string\n\tfor range names {\n\t\trequire.Equal(t, "a", Name())\n\t}',
        'fewer assertions',
      ],
      [
        'a mock of the subject',
        '\tgot := Total',
        '\tmonkey.Patch(cart.Total, func(a, b int) int { return 3 })\n\tgot := Total',
        'subject mocked',
      ],
      ['a generated mock', '\tgot := Total', '\tc := NewMockCart(ctrl)\n\tgot := Total', 'subject mocked'],
      ['a build tag', 'package cart', '//go:build ignore\n\npackage cart', 'test skipped'],
      ['an assertion less', '\trequire.Equal(t, "a", Name())\n', '', 'fewer assertions'],
      ['looser', 'got != 3', 'got == 0', 'weaker assertion'],
      ['testify looser', 'require.Equal(t, "a", Name())', 'require.NotEmpty(t, Name())', 'weaker assertion'],
      ['an early return', '\tgot := Total', '\treturn\n\tgot := Total', 'test emptied'],
      ['another value', 'got != 3', 'got != 4', 'expectation changed'],
      ['a failure that is only logged', 't.Errorf', 't.Logf', 'fewer assertions'],
      ['another message', '"got %d"', '"total: %d"'],
      ['a name that go does not run', 'TestTotal', 'Testtotal', 'test deleted'],
      [
        'a condition more',
        '\tif got != 3 {\n\t\tt.Errorf("got %d", got)\n\t}',
        '\tif testing.Short() {\n\t\tif got != 3 {\n\t\t\tt.Errorf("got %d", got)\n\t\t}\n\t}',
        'conditional assertion',
      ],
      [
        'a main that runs nothing',
        'func TestTotal',
        'func TestMain(m *testing.M) {\n\tos.Exit(0)\n}\n\nfunc TestTotal',
        'test settings changed',
      ],
      ['another import', 'import "testing"', 'import (\n\t"testing"\n\t"fmt"\n)'],
      ['an import less', 'import "testing"', 'import t "shop/testing"'],
      ['renamed', 'TestTotal', 'TestSum'],
    ],
  },
  Rust: {
    path: 'src/cart.rs',
    text: `pub fn total() -> u8 { 3 }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds() {
        let got = total();
        assert_eq!(got, 3);
        assert!(name().is_some());
    }
}
`,
    edits: [
      ['ignored', '    #[test]', '    #[test]\n    #[ignore]', 'test skipped'],
      ['an assertion less', '        assert!(name().is_some());\n', '', 'fewer assertions'],
      ['looser', 'assert_eq!(got, 3)', 'assert!(got > 0)', 'weaker assertion'],
      ['no test', '    #[test]\n', '', 'test deleted'],
      ['another value', 'assert_eq!(got, 3)', 'assert_eq!(got, 4)', 'expectation changed'],
      [
        'caught',
        'assert_eq!(got, 3);',
        'let _ = std::panic::catch_unwind(|| { assert_eq!(got, 3); });',
        'swallowed assertion',
      ],
      ['the code itself', '-> u8 { 3 }', '-> u8 { 1 + 2 }'],
    ],
  },
  JUnit: {
    path: 'src/test/java/CartTest.java',
    text: `class CartTest {
    @Test
    void adds() {
        assertEquals(3, cart.total());
        assertThat(cart.names()).isEqualTo(List.of("a"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void rows(int row) {
        assertEquals(row, cart.row(row));
    }
}
`,
    edits: [
      ['disabled', '    @Test\n', '    @Disabled("later")\n    @Test\n', 'test skipped'],
      ['a disabled class', 'class CartTest', '@Disabled\nclass CartTest', 'test skipped'],
      ['no test', '    @Test\n', '', 'test deleted'],
      ['an assertion less', '        assertEquals(3, cart.total());\n', '', 'fewer assertions'],
      ['looser', 'assertEquals(3, cart.total())', 'assertNotNull(cart.total())', 'weaker assertion'],
      ['looser in AssertJ', 'isEqualTo(List.of("a"))', 'isNotNull()', 'weaker assertion'],
      [
        'caught',
        'assertEquals(3, cart.total());',
        'try { assertEquals(3, cart.total()); } catch (AssertionError e) { }',
        'swallowed assertion',
      ],
      ['private', '    void adds', '    private void adds', 'test deleted'],
      ['tried again', '    @Test\n', '    @RetryingTest(5)\n', 'wider tolerance'],
      ['assumed', '        assertEquals(3,', '        assumeTrue(false);\n        assertEquals(3,', 'test skipped'],
      [
        'a loop over nothing',
        'assertEquals(3, cart.total());',
        'for (int each : new int[] {}) { assertEquals(3, cart.total()); }',
        'fewer assertions',
      ],
      [
        'a loop over an empty list',
        'assertEquals(3, cart.total());',
        'for (int each : List.<Integer>of()) { assertEquals(3, cart.total()); }',
        'fewer assertions',
      ],
      [
        'a mock of the subject',
        '        assertEquals(3,',
        '        when(mock(Cart.class).total()).thenReturn(3);\n        assertEquals(3,',
        'subject mocked',
      ],
      ['a field that is a mock', '    @Test\n', '    @Mock Cart cart;\n    @Test\n', 'subject mocked'],
      ['a row less', '{1, 2, 3}', '{1, 2}', 'fewer cases'],
      ['another value', 'assertEquals(3,', 'assertEquals(4,', 'expectation changed'],
    ],
  },
  Kotlin: {
    path: 'src/test/kotlin/CartTest.kt',
    text: `class CartTest {
    @Test
    fun \`adds up\`() {
        assertEquals(3, cart.total())
        cart.name shouldBe "a"
    }
}
`,
    edits: [
      ['ignored', '    @Test\n', '    @Ignore\n    @Test\n', 'test skipped'],
      ['an assertion less', '        cart.name shouldBe "a"\n', '', 'fewer assertions'],
      ['looser', 'assertEquals(3, cart.total())', 'assertTrue(cart.total() > 0)', 'weaker assertion'],
      [
        'a loop over nothing',
        'assertEquals(3, cart.total())',
        'for (each in emptyList<Int>()) { assertEquals(3, cart.total()) }',
        'fewer assertions',
      ],
      [
        'a mock of the subject',
        'assertEquals(3,',
        'val cart = mockk<Cart>()\n        assertEquals(3,',
        'subject mocked',
      ],
      [
        'caught',
        'assertEquals(3, cart.total())',
        'runCatching { assertEquals(3, cart.total()) }',
        'swallowed assertion',
      ],
    ],
  },
  'JUnit 4': {
    path: 'src/test/java/FailureTest.java',
    text: `class FailureTest {
    @Test(expected = IllegalStateException.class)
    public void fails() {
        cart.close();
    }
}
`,
    edits: [['no failure', '(expected = IllegalStateException.class)', '', 'test emptied']],
  },
  RSpec: {
    path: 'spec/cart_spec.rb',
    text: `RSpec.describe Cart do
  it "adds" do
    expect(cart.total).to eq(3)
    expect(cart.names).to match_array(["a"])
  end
end
`,
    edits: [
      ['xit', 'it "adds"', 'xit "adds"', 'test skipped'],
      ['pending', '    expect(cart.total)', '    pending "later"\n    expect(cart.total)', 'test skipped'],
      ['an assertion less', '    expect(cart.total).to eq(3)\n', '', 'fewer assertions'],
      ['looser', 'to eq(3)', 'to be_truthy', 'weaker assertion'],
      ['negated', 'to eq(3)', 'not_to eq(4)', 'weaker assertion'],
      [
        'a mock of the subject',
        '    expect(cart.total)',
        '    allow(cart).to receive(:total) { 3 }\n    expect(cart.total)',
        'subject mocked',
      ],
      [
        'a double of the subject',
        '    expect(cart.total)',
        '    cart = double("Cart", total: 3)\n    expect(cart.total)',
        'subject mocked',
      ],
      ['skip without a word', '    expect(cart.total)', '    skip\n    expect(cart.total)', 'test skipped'],
      ['tried again', 'it "adds" do', 'it "adds", retry: 3 do', 'wider tolerance'],
      ['under a condition', 'to eq(3)', 'to eq(3) if slow?', 'conditional assertion'],
      ['rescued', 'to eq(3)', 'to eq(3) rescue nil', 'swallowed assertion'],
    ],
  },
  minitest: {
    path: 'test/cart_test.rb',
    text: `class CartTest < Minitest::Test
  def test_adds
    assert_equal 3, cart.total
    assert_nil cart.owner
  end

  test "names" do
    assert_equal ["a"], cart.names
  end
end
`,
    edits: [
      ['skip', '    assert_equal 3', '    skip "later"\n    assert_equal 3', 'test skipped'],
      ['an assertion less', '    assert_nil cart.owner\n', '', 'fewer assertions'],
      ['looser', 'assert_equal 3, cart.total', 'assert cart.total', 'weaker assertion'],
      [
        'a mock of the subject',
        '    assert_equal 3',
        '    Cart.stub(:total, 3) { }\n    assert_equal 3',
        'subject mocked',
      ],
      ['taken away', '  test "names"', '  remove_method :test_adds\n\n  test "names"', 'test deleted'],
      ['deleted', '  test "names" do\n    assert_equal ["a"], cart.names\n  end\n', '', 'test deleted'],
    ],
  },
  PHPUnit: {
    path: 'tests/CartTest.php',
    text: `<?php
class CartTest extends TestCase
{
    public function testAdds()
    {
        $this->assertSame(3, $cart->total());
        $this->assertCount(1, $cart->names());
    }
}
`,
    edits: [
      [
        'skipped within',
        '        $this->assertSame',
        "        $this->markTestSkipped('later');\n        $this->assertSame",
        'test skipped',
      ],
      ['an assertion less', '        $this->assertCount(1, $cart->names());\n', '', 'fewer assertions'],
      ['looser', '$this->assertSame(3, $cart->total())', '$this->assertNotNull($cart->total())', 'weaker assertion'],
      [
        'a loop over nothing',
        '$this->assertSame(3, $cart->total());',
        'foreach ([] as $each) { $this->assertSame(3, $cart->total()); }',
        'fewer assertions',
      ],
      [
        'a mock of the subject',
        '        $this->assertSame',
        '        $cart = $this->createMock(Cart::class);\n        $this->assertSame',
        'subject mocked',
      ],
      ['renamed away', 'function testAdds', 'function adds', 'test deleted'],
    ],
  },
  'xunit and NUnit': {
    path: 'tests/CartTests.cs',
    text: `public class CartTests
{
    [Fact]
    public void Adds()
    {
        Assert.Equal(3, cart.Total());
        cart.Name.Should().Be("a");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Rows(int row)
    {
        Assert.Equal(row, cart.Row(row));
    }
}
`,
    edits: [
      ['skip', '[Fact]', '[Fact(Skip = "later")]', 'test skipped'],
      ['an assertion less', '        Assert.Equal(3, cart.Total());\n', '', 'fewer assertions'],
      ['looser', 'Assert.Equal(3, cart.Total())', 'Assert.NotNull(cart.Total())', 'weaker assertion'],
      ['looser in words', 'Should().Be("a")', 'Should().NotBeNull()', 'weaker assertion'],
      [
        'a loop over nothing',
        'Assert.Equal(3, cart.Total());',
        'foreach (var each in Array.Empty<int>()) { Assert.Equal(3, cart.Total()); }',
        'fewer assertions',
      ],
      [
        'a mock of the subject',
        '        Assert.Equal(3',
        '        var cart = new Mock<Cart>().Object;\n        Assert.Equal(3',
        'subject mocked',
      ],
      ['a row less', '    [InlineData(2)]\n', '', 'fewer cases'],
      ['tried again', '[Fact]', '[Fact, Retry(3)]', 'wider tolerance'],
      [
        'not compiled',
        '        Assert.Equal(3, cart.Total());\n',
        '#if SLOW\n        Assert.Equal(3, cart.Total());\n#endif\n',
        'conditional assertion',
      ],
    ],
  },
  ExUnit: {
    path: 'test/cart_test.exs',
    text: `defmodule CartTest do
  use ExUnit.Case

  test "adds" do
    assert Cart.total([1, 2]) == 3
    assert_raise ArgumentError, fn -> Cart.total(nil) end
  end
end
`,
    edits: [
      ['skip', '  test "adds"', '  @tag :skip\n  test "adds"', 'test skipped'],
      ['the module skipped', '  use ExUnit.Case', '  use ExUnit.Case\n  @moduletag :skip', 'test skipped'],
      ['an assertion less', '    assert_raise ArgumentError, fn -> Cart.total(nil) end\n', '', 'fewer assertions'],
      ['looser', 'assert Cart.total([1, 2]) == 3', 'assert Cart.total([1, 2])', 'weaker assertion'],
      [
        'a loop over nothing',
        'assert Cart.total([1, 2]) == 3',
        'Enum.each([], fn _ -> assert Cart.total([1, 2]) == 3 end)',
        'fewer assertions',
      ],
      [
        'a mock of the subject',
        '    assert Cart.total',
        '    stub(Cart, :total, fn _ -> 3 end)\n    assert Cart.total',
        'subject mocked',
      ],
    ],
  },
  XCTest: {
    path: 'Tests/CartTests.swift',
    text: `class CartTests: XCTestCase {
    func testAdds() throws {
        XCTAssertEqual(cart.total, 3)
        XCTAssertEqual(cart.rate, 0.5, accuracy: 0.01)
    }
}
`,
    edits: [
      [
        'skip',
        '        XCTAssertEqual(cart.total',
        '        throw XCTSkip("later")\n        XCTAssertEqual(cart.total',
        'test skipped',
      ],
      ['an assertion less', '        XCTAssertEqual(cart.total, 3)\n', '', 'fewer assertions'],
      ['looser', 'XCTAssertEqual(cart.total, 3)', 'XCTAssertNotNil(cart.total)', 'weaker assertion'],
      ['a wider tolerance', 'accuracy: 0.01', 'accuracy: 0.5', 'wider tolerance'],
      ['renamed away', 'func testAdds', 'func xtestAdds', 'test deleted'],
      ['expected to fail', 'throws {\n', 'throws {\n        XCTExpectFailure("later")\n', 'test skipped'],
    ],
  },
  GoogleTest: {
    path: 'test/cart_test.cc',
    text: `#include "cart.h"
TEST_F(CartTest, Adds) {
  EXPECT_EQ(cart.total(), 3);
  EXPECT_THROW(cart.close(), std::logic_error);
}
`,
    edits: [
      ['disabled', 'CartTest, Adds', 'CartTest, DISABLED_Adds', 'test skipped'],
      ['skip', '  EXPECT_EQ', '  GTEST_SKIP() << "later";\n  EXPECT_EQ', 'test skipped'],
      ['an assertion less', '  EXPECT_THROW(cart.close(), std::logic_error);\n', '', 'fewer assertions'],
      ['looser', 'EXPECT_EQ(cart.total(), 3)', 'EXPECT_GT(cart.total(), 0)', 'weaker assertion'],
      [
        'a loop over nothing',
        'EXPECT_EQ(cart.total(), 3);',
        'for (int each : std::vector<int>{}) { EXPECT_EQ(cart.total(), 3); }',
        'fewer assertions',
      ],
      [
        'a mock of the subject',
        '  EXPECT_EQ',
        '  EXPECT_CALL(cart, total()).WillOnce(Return(3));\n  EXPECT_EQ',
        'subject mocked',
      ],
      ['true', 'EXPECT_EQ(cart.total(), 3)', 'EXPECT_TRUE(cart.total())', 'weaker assertion'],
      ['another value', 'total(), 3', 'total(), 4', 'expectation changed'],
      ['another header', '"cart.h"', '"shop/cart.h"'],
      [
        'not compiled',
        '  EXPECT_EQ(cart.total(), 3);',
        '#if 0\n  EXPECT_EQ(cart.total(), 3);\n#endif',
        'conditional assertion',
      ],
      ['as strong in other words', 'EXPECT_EQ(cart.total(), 3)', 'EXPECT_TRUE(cart.total() == 3)'],
    ],
  },
  'Catch2 and doctest': {
    path: 'tests/cart_test.cpp',
    text: `TEST_CASE("adds", "[cart]") {
  REQUIRE(cart.total() == 3);
  SECTION("names") { CHECK(cart.name() == "a"); }
}

TEST_CASE("removes") {
  CHECK(cart.remove() == 1);
}
`,
    edits: [
      ['hidden', '"[cart]"', '"[.][cart]"', 'test skipped'],
      ['an assertion less', '  REQUIRE(cart.total() == 3);\n', '', 'fewer assertions'],
      ['looser', 'cart.total() == 3', 'cart.total() > 0', 'weaker assertion'],
      ['deleted', 'TEST_CASE("removes") {\n  CHECK(cart.remove() == 1);\n}\n', '', 'test deleted'],
    ],
  },
};

/** How far a result may be off, in the words of each library; `wide` in the place of the first number. */
const tolerances: readonly (readonly [path: string, test: string, wide: string])[] = [
  ['test/a.test.ts', "it('a', () => {\n  expect(Math.abs(f() - 0.5)).toBeLessThan(0.01);\n});\n", '0.1'],
  ['test/a.test.ts', "it('a', () => {\n  expect(f()).to.be.closeTo(0.5, 0.01);\n});\n", '0.1'],
  [
    'test/a.test.ts',
    "it('a', async () => {\n  await wait(f, { timeout: 0.01 });\n  expect(f()).toBe(0.5);\n});\n",
    '9',
  ],
  ['tests/test_a.py', 'def test_a():\n    assert abs(f() - 0.5) < 0.01\n', '0.1'],
  ['tests/test_a.py', 'def test_a():\n    np.testing.assert_allclose(f(), 0.5, rtol=0.01)\n', '0.1'],
  [
    'tests/test_a.py',
    'class A(TestCase):\n    def test_a(self):\n        self.assertAlmostEqual(f(), 0.5, delta=0.01)\n',
    '0.1',
  ],
  ['a/a_test.go', 'func TestA(t *testing.T) {\n\trequire.InDelta(t, 0.5, F(), 0.01)\n}\n', '0.1'],
  ['a/a_test.go', 'func TestA(t *testing.T) {\n\tif math.Abs(F()-0.5) > 0.01 {\n\t\tt.Fatal("far")\n\t}\n}\n', '0.1'],
  ['tests/a.rs', '#[test]\nfn a() {\n    assert!((f() - 0.5).abs() < 0.01);\n}\n', '0.1'],
  ['tests/a.rs', '#[test]\nfn a() {\n    assert_relative_eq!(f(), 0.5, epsilon = 0.01);\n}\n', '0.1'],
  ['src/test/ATest.java', 'class ATest {\n  @Test\n  void a() {\n    assertEquals(0.5, f(), 0.01);\n  }\n}\n', '0.1'],
  [
    'src/test/ATest.java',
    'class ATest {\n  @Test\n  void a() {\n    assertEquals("far", 0.5, f(), 0.01);\n  }\n}\n',
    '0.1',
  ],
  [
    'src/test/ATest.java',
    'class ATest {\n  @Test\n  void a() {\n    assertThat(f()).isCloseTo(0.5, within(0.01));\n  }\n}\n',
    '0.1',
  ],
  [
    'src/test/ATest.kt',
    'class ATest {\n  @Test\n  fun a() {\n    f() shouldBe (0.5 plusOrMinus 0.01)\n  }\n}\n',
    '0.1',
  ],
  ['spec/a_spec.rb', 'it "a" do\n  expect(f).to be_within(0.01).of(0.5)\nend\n', '0.1'],
  [
    'test/a_test.rb',
    'class ATest < Minitest::Test\n  def test_a\n    assert_in_delta 0.5, f, 0.01\n  end\nend\n',
    '0.1',
  ],
  [
    'tests/ATest.php',
    '<?php\nclass ATest extends TestCase {\n  public function testA() {\n    $this->assertEqualsWithDelta(0.5, f(), 0.01);\n  }\n}\n',
    '0.1',
  ],
  [
    'tests/ATests.cs',
    'class ATests {\n  [Fact]\n  public void A() {\n    F().Should().BeApproximately(0.5, 0.01);\n  }\n}\n',
    '0.1',
  ],
  [
    'tests/ATests.cs',
    'class ATests {\n  [Test]\n  public void A() {\n    Assert.That(F(), Is.EqualTo(0.5).Within(0.01));\n  }\n}\n',
    '0.1',
  ],
  ['test/a_test.exs', 'test "a" do\n  assert_in_delta f(), 0.5, 0.01\nend\n', '0.1'],
  [
    'Tests/ATests.swift',
    'class ATests: XCTestCase {\n  func testA() {\n    XCTAssertEqual(f(), 0.5, accuracy: 0.01)\n  }\n}\n',
    '0.1',
  ],
  ['test/a_test.cc', 'TEST(A, A) {\n  EXPECT_NEAR(f(), 0.5, 0.01);\n}\n', '0.1'],
];

describe('a tolerance', () => {
  test.each(tolerances)('that is wider is found, whatever the issue says: %s (%#)', async (path, text, wide) => {
    const wider = change(path, text, text.replace('0.01', wide));
    expect(await kindsOf([wider], `It should be ${wide}.`)).toEqual([`${path}: wider tolerance`]);
    expect(await kindsOf([change(path, text, text.replace('0.01', '0.001'))])).toEqual([]);
    expect(await kindsOf([change(path, text, text.replace('0.5', '0.75'))])).toEqual([`${path}: expectation changed`]);
  });

  test('that is given where the usual one held, is wider where it lets more pass', async () => {
    const path = 'tests/test_a.py';
    const text = 'def test_a():\n    assert f() == pytest.approx(0.5)\n';
    const given = (tolerance: string) => kindsOf([change(path, text, text.replace('0.5)', `0.5, abs=${tolerance})`))]);
    expect(await given('0.2')).toEqual([`${path}: wider tolerance`]);
    expect(await given('1e-9')).toEqual([]);
  });
});

describe.each(Object.entries(examples))('%s', (_, { path, text, edits }) => {
  test.each(edits)('%s', async (_name, old, now, ...kinds) => {
    expect(text).toContain(old);
    const found = await kindsOf([
      change(
        path,
        text,
        text.replaceAll(old, () => now),
      ),
    ]);
    expect([...new Set(found)]).toEqual(kinds.map((kind) => `${path}: ${kind}`));
  });

  test('without a change, as a new file, and moved', async () => {
    expect(await kindsOf([change(path, text, `${text}\n`), change(`x/${path}`, null, text)])).toEqual([]);
    expect(await kindsOf([change(path, text, null), change(`x/${path}`, null, text)])).toEqual([]);
  });

  test('deleted', async () => {
    expect(await kindsOf([change(path, text, null)])).toEqual([`${path}: test file deleted`]);
  });
});
