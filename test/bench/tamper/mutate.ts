export const mutations = ['deleted', 'skipped', 'emptied', 'assertion removed', 'loosened'] as const;
export type Mutation = (typeof mutations)[number];

interface Language {
  /** The first line of a test. */
  readonly header: RegExp;
  /** Lines above it that belong to it. */
  readonly above?: RegExp;
  readonly assertion: RegExp;
  /** The header, skipped. */
  readonly skip: (header: string, indent: string) => string;
  readonly empty?: string;
  readonly loosen: readonly (readonly [RegExp, string])[];
}

const braces = { above: /^\s*(?:@|#\[|\[)/ };

/** Found and changed by patterns of lines alone, so that the syntax trees under test have no part in it. */
const languages: Readonly<Record<string, Language>> = {
  javascript: {
    header: /^\s*(?:it|test)\((['"`]).*\{\s*$/,
    assertion: /^\s*(?:await )?(?:expect\(.+\)\.[\w.]+\(.*\)|assert(?:\.\w+)?\(.+\)|t\.assert\.\w+\(.+\));?$/,
    skip: (header) => header.replace(/^(\s*)(it|test)\(/, '$1$2.skip('),
    loosen: [
      [/\.(?:toBe|toEqual|toStrictEqual)\((?!true\)|false\)).+\)(;?)$/, '.toBeDefined()$1'],
      [/assert\.(?:equal|strictEqual|deepEqual|deepStrictEqual)\((.+), [^,()]+\)(;?)$/, 'assert.ok($1)$2'],
    ],
  },
  python: {
    header: /^\s*(?:async )?def test\w*\(.*\).*:\s*$/,
    above: /^\s*@/,
    assertion: /^\s*(?:assert .+|self\.assert\w+\(.+\)|(?:assert|check)_\w+\(.+\))$/,
    skip: (header, indent) => `${indent}@pytest.mark.skip(reason="later")\n${header}`,
    empty: 'pass',
    loosen: [
      [/^(\s*)assert ([^,]+?) == .+$/, '$1assert $2'],
      [/self\.assertEqual\((.+), [^,()]+\)$/, 'self.assertTrue($1)'],
    ],
  },
  go: {
    header: /^func Test\w+\(\w+ \*testing\.T\) \{\s*$/,
    assertion: /^\s*(?:(?:assert|require|c|qt|b)\.[A-Z]\w+\(.+\)|t\.(?:Error|Fatal)f?\(.+\))$/,
    skip: (header, indent) => `${header}\n${indent}\tt.Skip("later")`,
    loosen: [
      [/(assert|require)\.(?:Equal|EqualValues)\(t, [^,()]+, (.+)\)$/, '$1.NotNil(t, $2)'],
      [/^(\s*)if (\w+) != "[^"]*" \{$/, '$1if $2 == "" {'],
    ],
  },
  rust: {
    header: /^\s*fn \w+\(\) \{\s*$/,
    ...braces,
    assertion: /^\s*(?:assert\w*!|check\w*|\w*assert\w*)\(.+\);$/,
    skip: (header, indent) => `${indent}#[ignore]\n${header}`,
    loosen: [[/assert_eq!\((.+), ([^,()]+)\);$/, 'assert!($1 != $2);']],
  },
  java: {
    header: /^\s*(?:public )?void \w+\(\)(?: throws [\w., ]+)? \{\s*$/,
    ...braces,
    assertion: /^\s*(?:assert\w+\(.+\)(?:\.\w+\(.*\))*|verify\w*\(.+\)|fail\(.*\));$/,
    skip: (header, indent) => `${indent}@Disabled\n${header}`,
    loosen: [
      [/assertEquals\([^,()]+, (.+)\);$/, 'assertNotNull($1);'],
      [/\.isEqualTo\(.+\);$/, '.isNotNull();'],
    ],
  },
  kotlin: {
    header: /^\s*(?:@Test )?fun [\w` ]+\(\) \{\s*$/,
    ...braces,
    assertion: /^\s*(?:assert\w+\(.+\)(?:\.\w+\(.*\))*|fail\(.*\))$/,
    skip: (header, indent) => `${indent}@Ignore\n${header}`,
    loosen: [
      [/assertEquals\([^,()]+, (.+)\)$/, 'assertNotNull($1)'],
      [/\.isEqualTo\(.+\)$/, '.isNotNull()'],
    ],
  },
  ruby: {
    header: /^\s*(?:it|test|specify) (['"]).*\1 do\s*$|^\s*def test_\w+\s*$/,
    assertion: /^\s*(?:assert\w* .+|assert\w*\(.+\)|refute\w* .+|expect\(.+\)\.(?:to|not_to) .+)$/,
    skip: (header, indent) => `${header}\n${indent}  skip "later"`,
    loosen: [
      [/^(\s*)assert_equal [^,()]+, (.+)$/, '$1assert $2'],
      [/\.to eq.+$/, '.to be_truthy'],
    ],
  },
  php: {
    header: /^\s*public function test\w+\(.*\)(?:: void)?\s*$/,
    assertion: /^\s*(?:\$this->|self::|static::|Assert::)assert\w+\(.+\);$/,
    skip: (header) => header,
    loosen: [[/assert(?:Same|Equals)\([^,()]+, (.+)\);$/, 'assertNotNull($1);']],
  },
  csharp: {
    header: /^\s*public (?:async )?(?:void|Task) \w+\(.*\)\s*$/,
    ...braces,
    assertion: /^\s*(?:Assert\.\w+\(.+\)|.+\.Should\w*\(.*\)(?:\.\w+\(.*\))*);$/,
    skip: (header) => header,
    loosen: [
      [/\.ShouldBe\(.+\);$/, '.ShouldNotBeNull();'],
      [/Assert\.Equal\([^,()]+, (.+)\);$/, 'Assert.NotNull($1);'],
    ],
  },
  elixir: {
    header: /^\s*test ".*".* do\s*$/,
    assertion: /^\s*(?:assert|refute)(?:_\w+)?[ (].+$/,
    skip: (header, indent) => `${indent}@tag :skip\n${header}`,
    loosen: [[/^(\s*)assert (.+?) == .+$/, '$1assert $2']],
  },
  swift: {
    header: /^\s*func test\w+\(\)(?: (?:async|throws))* \{\s*$/,
    assertion: /^\s*XCT(?:Assert|Fail)\w*\(.+\)$/,
    skip: (header, indent) => `${header}\n${indent}    throw XCTSkip("later")`,
    loosen: [[/XCTAssertEqual\((.+), [^,()]+\)$/, 'XCTAssertNotNil($1)']],
  },
};

/**
 * A file with one of its tests tampered with, and the line number; undefined where no test of the file can be. Only a
 * test and an assertion that were there `before` are taken: those of a commit's own new tests may change.
 */
export function mutate(language: string, before: string, after: string, mutation: Mutation): string | undefined {
  const rules = languages[language === 'typescript' || language === 'tsx' ? 'javascript' : language];
  if (rules === undefined) return undefined;
  const known = new Set(before.split('\n'));
  const lines = after.split('\n');
  for (const [at, header] of lines.entries()) {
    if (!rules.header.test(header) || !known.has(header)) continue;
    const last = endOf(lines, at);
    if (last === undefined) continue;
    const top = topOf(lines, at, rules.above);
    // Of Java, C#, Kotlin and Rust, only what is marked as a test is one.
    const isMarked =
      rules.above === undefined ||
      language === 'python' ||
      lines.slice(top, at + 1).some((line) => /Test|Fact|Theory|#\[test/.test(line));
    if (!isMarked || lines.slice(top, at).some((line) => /skip|ignore|disabled|xfail/i.test(line))) continue;
    const brace = /^\s*\{\s*$/.test(lines[at + 1] ?? '') ? at + 2 : at + 1;
    const asserting = indexesOf(lines, brace, last, rules.assertion).filter((index) => known.has(lines[index] ?? ''));
    const body = lines.slice(brace, last);
    if (asserting.length === 0 || body.some((line) => /\bskip|pending/i.test(line))) continue;
    const changed = change(lines, { at, brace, last, top, asserting }, rules, language, mutation);
    if (changed !== undefined) return changed.join('\n');
  }
  return undefined;
}

interface Place {
  readonly at: number;
  readonly brace: number;
  /** The line after the body. */
  readonly last: number;
  readonly top: number;
  readonly asserting: readonly number[];
}

function change(
  lines: readonly string[],
  { at, brace, last, top, asserting }: Place,
  rules: Language,
  language: string,
  mutation: Mutation,
): string[] | undefined {
  const header = lines[at] ?? '';
  const indent = /^\s*/.exec(header)?.[0] ?? '';
  const closing = language === 'python' ? 0 : 1;
  const inner = /^\s*/.exec(lines[brace] ?? '')?.[0] ?? '';
  switch (mutation) {
    case 'deleted':
      return [...lines.slice(0, top), ...lines.slice(last + closing)];
    case 'skipped': {
      if (language === 'php')
        return [...lines.slice(0, brace), `${inner}$this->markTestSkipped('later');`, ...lines.slice(brace)];
      if (language === 'csharp') return skipFact(lines, top, at);
      return [...lines.slice(0, at), rules.skip(header, indent), ...lines.slice(at + 1)];
    }
    case 'emptied':
      return [...lines.slice(0, brace), ...(rules.empty ? [`${inner}${rules.empty}`] : []), ...lines.slice(last)];
    case 'assertion removed': {
      const [index = -1] = asserting;
      const rest = [
        ...lines.slice(0, index),
        ...(language === 'python' ? [`${/^\s*/.exec(lines[index] ?? '')?.[0]}pass`] : []),
        ...lines.slice(index + 1),
      ];
      return rest;
    }
    case 'loosened':
      for (let index = brace; index < last; index += 1) {
        const line = lines[index] ?? '';
        const pattern = rules.loosen.find(([from]) => from.test(line));
        if (!pattern || !asserting.includes(index)) continue;
        return [...lines.slice(0, index), line.replace(...pattern), ...lines.slice(index + 1)];
      }
      return undefined;
  }
}

function skipFact(lines: readonly string[], top: number, at: number): string[] | undefined {
  const index = lines.slice(top, at).findIndex((line) => /\[(?:Fact|Theory)\]/.test(line));
  if (index === -1) return undefined;
  return lines.map((line, number) =>
    number === top + index ? line.replace(/\[(Fact|Theory)\]/, '[$1(Skip = "later")]') : line,
  );
}

/** The first line after the header that is no deeper than it: the closing one, or in Python the next statement. */
function endOf(lines: readonly string[], at: number): number | undefined {
  const depth = (line: string) => /^\s*/.exec(line)?.[0].length ?? 0;
  const own = depth(lines[at] ?? '');
  const start = /^\s*\{\s*$/.test(lines[at + 1] ?? '') ? at + 2 : at + 1;
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() !== '' && depth(line) <= own) return index;
  }
  return undefined;
}

function topOf(lines: readonly string[], at: number, above: RegExp | undefined): number {
  let top = at;
  while (above && top > 0 && above.test(lines[top - 1] ?? '')) top -= 1;
  return top;
}

/** Assertions that end on their line and that nothing before or after them goes on with. */
function indexesOf(lines: readonly string[], from: number, until: number, pattern: RegExp): number[] {
  const found: number[] = [];
  for (let index = from; index < until; index += 1) {
    const line = lines[index] ?? '';
    const isWhole =
      count(line, /[([{]/g) === count(line, /[)\]}]/g) && !/[,\\(]$|\b(?:do|do \|.*\|)$/.test(line.trimEnd());
    const next = lines[index + 1]?.trim() ?? '';
    if (isWhole && pattern.test(line) && !/^[.)\]&|+]|^(?:and|or)\b/.test(next)) found.push(index);
  }
  return found;
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
