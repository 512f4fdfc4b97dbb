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
      ['a wider tolerance', 'toBeCloseTo(4.25, 3)', 'toBeCloseTo(4.25, 1)', 'wider tolerance'],
      ['a row less', ', [3, 4]]', ']', 'fewer cases'],
      ['another value', 'toEqual(3)', 'toEqual(5)', 'expectation changed'],
      ['a mock of the subject', "describe('cart'", "vi.mock('../src/cart');\ndescribe('cart'", 'subject mocked'],
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
      ['in', 'assert cart.total(items) == 3', 'assert cart.total(items) in (3, 4)', 'weaker assertion'],
      ['or true', 'assert cart.total(items) == 3', 'assert cart.total(items) == 3 or True', 'weaker assertion'],
      [
        'caught',
        '    assert cart.total(items) == 3',
        '    try:\n        assert cart.total(items) == 3\n    except AssertionError:\n        pass',
        'swallowed assertion',
      ],
      ['an early return', '    items = [1, 2]', '    return\n    items = [1, 2]', 'test emptied'],
      ['a wider tolerance', 'abs=0.01', 'abs=0.5', 'wider tolerance'],
      ['a row less', ', (2, 3)]', ']', 'fewer cases'],
      ['another value', '(items) == 3', '(items) == 4', 'expectation changed'],
      ['another exception', 'raises(ValueError)', 'raises(Exception)', 'expectation changed'],
      ['a helper that checks less', '    assert value == 1', '    assert value', 'weaker assertion'],
      ['a helper not called', '    check(cart.one())', '    cart.one()', 'test emptied'],
      [
        'a mock of the subject',
        'def test_adds():',
        'def test_adds(monkeypatch):\n    monkeypatch.setattr(cart, "total", lambda items: 3)',
        'subject mocked',
      ],
      ['a row more', ', (2, 3)]', ', (2, 3), (3, 4)]'],
      ['renamed', 'def test_adds', 'def test_sums_up'],
      ['a comment', '    items = [1, 2]', '    # two items\n    items = [1, 2]'],
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
      [
        'emptied',
        '        self.assertEqual(total([1, 2]), 3)\n        self.assertEqual(names(), ["a", "b"])',
        '        pass',
        'test emptied',
      ],
      ['as strong in other words', 'self.assertEqual(total([1, 2]), 3)', 'assert total([1, 2]) == 3'],
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
      ['a build tag', 'package cart', '//go:build ignore\n\npackage cart', 'test skipped'],
      ['an assertion less', '\trequire.Equal(t, "a", Name())\n', '', 'fewer assertions'],
      ['looser', 'got != 3', 'got == 0', 'weaker assertion'],
      ['testify looser', 'require.Equal(t, "a", Name())', 'require.NotEmpty(t, Name())', 'weaker assertion'],
      ['an early return', '\tgot := Total', '\treturn\n\tgot := Total', 'test emptied'],
      ['another value', 'got != 3', 'got != 4', 'expectation changed'],
      ['another import', 'import "testing"', 'import (\n\t"testing"\n\t"fmt"\n)'],
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
    ],
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
      ['a row less', '    [InlineData(2)]\n', '', 'fewer cases'],
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
    ],
  },
};

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
