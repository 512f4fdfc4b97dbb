import type { Node } from 'web-tree-sitter';
import type { Call } from './read-call.ts';

/** How a language's syntax tree is read for tests. Everything is named by the grammar's node types. */
export interface TestRules {
  /** Tests also stand in files that are no test files by their paths. */
  readonly anywhere?: true;
  /** Nodes that may define a test, a group of tests or a function that tests share. */
  readonly definitions: ReadonlySet<string>;
  readonly define: (node: Node, head: string) => TestDefinition | undefined;
  /** Nodes that belong to the definition after them: decorators and attributes that stand apart. */
  readonly attributes?: ReadonlySet<string>;
  readonly calls: ReadonlySet<string>;
  /** What of a call holds its arguments: the first child of such a type. */
  readonly arguments: ReadonlySet<string>;
  /** Nodes that a chain of calls such as `expect(a).not.toBe(b)` is made of. */
  readonly chains?: ReadonlySet<string>;
  /** What a chain of an assertion begins with, up to its arguments. */
  readonly chainStart?: RegExp;
  /** The callee of an assertion that is a call, its last 120 characters. */
  readonly assertion: RegExp;
  /** Nodes that are assertions without being calls: statements, and operators such as `a shouldBe b`. */
  readonly assertionNodes?: Readonly<Record<string, (node: Node) => string | undefined>>;
  /** The condition under which a call reports a failure; `undefined` for one that is an assertion by itself. */
  readonly failsWhen?: (call: Call, above: readonly (Node | undefined)[]) => string | undefined;
  /** A call that skips the test around it: callee and the start of its arguments. */
  readonly skipCall?: RegExp;
  /** A line of a test that skips it and is no call in the syntax tree. */
  readonly skipLine?: RegExp;
  /** What of an attribute is an assertion: an error that the test must end with. */
  readonly headAssertion?: RegExp;
  /** What skips a test, in its attributes and all else before its body. */
  readonly skipHead?: RegExp;
  /** A comment or an attribute that keeps a whole file, or the group around it, from running. */
  readonly skipFile?: RegExp;
  /** A statement of a file or a class that skips the tests in it; on one line. */
  readonly skipAll?: RegExp;
  /** Nodes whose values are no values of a test. */
  readonly imports?: ReadonlySet<string>;
  /** What lets only this test run. */
  readonly onlyHead?: RegExp;
  readonly literals: ReadonlySet<string>;
  /** Whether a literal stands for itself, as a description. */
  readonly isProse?: (node: Node) => boolean;
  readonly comments: ReadonlySet<string>;
  /** Statements after which a block does not go on. */
  readonly exits: ReadonlySet<string>;
  readonly tries?: ReadonlySet<string>;
  /** A function inside a test that runs only if something names it. */
  readonly namedFunction?: (node: Node) => string | undefined;
  readonly namedFunctions?: ReadonlySet<string>;
  /** Nodes that give a name or a member another value: one that stands in for it, perhaps. */
  readonly assignments?: ReadonlySet<string>;
  /** The callee of a call that puts a stand-in in the place of what its arguments name. */
  readonly mock?: RegExp;
  /** A statement that takes tests away, by their names, after they were defined; on one line. */
  readonly unmaking?: RegExp;
}

export interface TestDefinition {
  readonly kind: 'test' | 'group' | 'helper';
  readonly title: string;
  /** Where the attributes, options and titles end. */
  readonly body?: Node;
  /** How many rows a parametrised test has. */
  readonly rows?: number;
  /** Whether the framework looks for no tests in here. */
  readonly uncollected?: boolean;
  /** Skipped by what it is, without a mark: a test without a body. */
  readonly pending?: true;
}
