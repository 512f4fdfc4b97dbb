import { describe, expect, test } from 'vitest';
import { readFrame } from '../../src/context/read-frame.ts';

describe('readFrame', () => {
  test.each([
    ['Python', '  File "/a b/c.py", line 12, in name', '/a b/c.py', 12, 'name'],
    ['IPython', 'File ~/code/a/plot.py:841, in Plot._plot(self)', '~/code/a/plot.py', 841, 'Plot._plot'],
    ['old IPython', '[c:\\a\\grid.py](file:///c:/a/grid.py) in map(self, func)', '/a/grid.py', 0, 'map'],
    ['pytest', 'tests/test_a.py:37: AttributeError', 'tests/test_a.py', 37, undefined],
    ['Java', '    at org.foo.Bar.baz(Bar.java:12)', 'org/foo/Bar.java', 12, 'org.foo.Bar.baz'],
    ['Kotlin', '\tat org.foo.BarKt.main(Bar.kt:3)', 'org/foo/Bar.kt', 3, 'org.foo.BarKt.main'],
    ['C#', '   at N.T.Method(String a) in C:\\a\\B.cs:line 12', '/a/B.cs', 12, 'N.T.Method'],
    ['V8', '    at Object.send (/app/lib/reply.js:120:7)', '/app/lib/reply.js', 120, 'Object.send'],
    ['V8, a module', '    at async file:///a/b.mjs:3:4', '/a/b.mjs', 3, undefined],
    ['Firefox', 'send@http://localhost:80/a/b.js:12:3', '/a/b.js', 12, 'send'],
    ['Ruby', "app/user.rb:12:in `block in save'", 'app/user.rb', 12, 'save'],
    ['newer Ruby', "\tfrom a/b.rb:3:in 'Foo#bar'", 'a/b.rb', 3, 'Foo#bar'],
    ['PHP', '#0 /a/b.php(12): Foo->bar()', '/a/b.php', 12, 'Foo->bar'],
    ['PHP, a warning', 'Warning: x in /a/b.php on line 12', '/a/b.php', 12, undefined],
    ['gdb', '#1  0x00ab in foo (a=1) at src/x.c:12', 'src/x.c', 12, 'foo'],
    ['a sanitizer', '    #1 0x4f in foo /a/x.cc:12:3', '/a/x.cc', 12, 'foo'],
    ['Dart', '#0      main (package:foo/a.dart:1:2)', 'foo/a.dart', 1, 'main'],
    ['Elixir', '    (app 1.2.3) lib/a/b.ex:12: My.Mod.fun/2', 'lib/a/b.ex', 12, 'My.Mod.fun/2'],
    ['Rust', '   at ./src/main.rs:4:5', './src/main.rs', 4, undefined],
    ['rustc', ' --> src/main.rs:2:5', 'src/main.rs', 2, undefined],
    ['a panic of Rust', "thread 'main' panicked at src/main.rs:2:5:", 'src/main.rs', 2, undefined],
    ['Swift', 'Fatal error: x: file A/B.swift, line 12', 'A/B.swift', 12, undefined],
    ['Go', '\t/go/src/a/b.go:12 +0x1d', '/go/src/a/b.go', 12, undefined],
    ['a test of Go', '    context_test.go:12: boo', 'context_test.go', 12, undefined],
    ['a compiler', 'x/y.c:1:2: error: foo', 'x/y.c', 1, undefined],
  ])('%s', (_, text, path, line, symbol) => {
    expect(readFrame(text)).toMatchObject({ path, line, symbol });
  });

  test.each([
    'see foo.ts for 3 things',
    '    at async Promise.all (index 0)',
    '    at new Foo (node:internal/x:1:2)',
    '',
  ])('%j is none', (text) => {
    expect(readFrame(text)).toBeUndefined();
  });

  test('traces of Python begin with the outermost call, others with the innermost', () => {
    expect(readFrame('File "a.py", line 1, in x')?.outermostFirst).toBe(true);
    expect(readFrame('at x (a.js:1:2)')?.outermostFirst).toBe(false);
  });
});
