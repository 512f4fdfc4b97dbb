import type { Strength } from './strength.ts';

/** What a file says about its tests: plain data, which leaves the thread. Lines count from 1. */
export interface FileTests {
  readonly units: readonly TestUnit[];
  readonly suppressions: readonly Suppression[];
  readonly mocks: readonly Mock[];
  /** Whether the parser found errors. */
  readonly hasErrors: boolean;
}

/** A test, a function that tests share, or all of a file that is in neither. */
export interface TestUnit {
  readonly kind: 'test' | 'helper' | 'file';
  /** With the titles of its groups. */
  readonly name: string;
  readonly title: string;
  readonly line: number;
  readonly endLine: number;
  readonly skip?: Mark;
  readonly only?: Mark;
  readonly rows?: number;
  /** A mark that has the test run again where it fails. */
  readonly retried?: Mark;
  /** Whether it stands in a condition. */
  readonly conditional?: true;
  /** Whether its framework does not look for tests where it stands. */
  readonly uncollected?: true;
  readonly assertions: readonly Assertion[];
  readonly literals: readonly Literal[];
  /** Names of plain calls. */
  readonly calls: readonly string[];
}

export interface Mark {
  readonly line: number;
  readonly text: string;
  /** How many conditions skip a test, where one is there. */
  readonly marks?: number;
}

export interface Assertion extends Mark {
  /** Without what a formatter may change. */
  readonly key: string;
  readonly strength: Strength;
  /** The longest argument that is no literal. */
  readonly subject: string;
  /** What it compares, without what formatters change. */
  readonly operands: readonly string[];
  /** Not run, or its failure is caught. */
  /** Whether it is made under a condition only, beside the one that it consists of. */
  readonly guarded: boolean;
  readonly state: 'live' | 'dead' | 'swallowed';
}

export interface Literal {
  readonly value: string;
  readonly line: number;
  /** What a number is given as, where that is a tolerance or a time limit. */
  readonly label?: string;
}

export interface Suppression extends Mark {
  /** Of a whole file, or without saying which check. */
  readonly broad: boolean;
}

export interface Mock extends Mark {
  /** What is replaced, as it is written. */
  readonly target: string;
}
