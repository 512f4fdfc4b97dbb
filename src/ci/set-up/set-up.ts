import type { Action } from './actions.ts';

/** A step of the generated workflow. */
export interface SetUpStep {
  readonly name?: string;
  readonly action?: Action;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  /** Lines of bash. They hold no expression of GitHub's: inputs come through the environment. */
  readonly run?: readonly string[];
  readonly always?: boolean;
}

/** How the tests of one part are run. All of them are commands of bash in the part's folder. */
export interface TestCommand {
  /** As a person calls it on a machine. */
  readonly plain: string;
  /** In the workflow: the same, and it leaves JUnit XML behind where the tool can. */
  readonly all: string;
  /** Runs only the files in the array `tests`; null where the tool takes no list of files. */
  readonly some: string | null;
}

/** A part of a repository that has tests of its own: a folder, and a tool that runs them. */
export interface Part {
  /** As people call it: "npm", "Go modules". */
  readonly ecosystem: string;
  /** `''` for the top. */
  readonly directory: string;
  /** What was found and what follows from it, a sentence each. */
  readonly findings: readonly string[];
  /** What a person should look at, a sentence each. */
  readonly checks: readonly string[];
  /** Before the installation: languages and tools. */
  readonly tools: readonly SetUpStep[];
  readonly install: readonly string[];
  readonly test: TestCommand;
  /** The linter and the type checker that it plainly has; null, or left out, where there is none. */
  readonly codeCheck?: string | null;
  /** A pattern of `find -path` for JUnit XML that the tool writes where it likes; null where it is told the place. */
  readonly reports: string | null;
  /** Found only in packages below, so that another part of the same folder goes first. */
  readonly isBelow?: boolean;
}

/** A service container, as another workflow of the repository has it. */
export interface Service {
  readonly name: string;
  readonly image: string;
  readonly env: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
  readonly options: string | null;
}

/** All that a workflow is made of. */
export interface SetUp {
  readonly parts: readonly Part[];
  readonly services: readonly Service[];
  /** What the job with these services sets for its tests. */
  readonly environment: Readonly<Record<string, string>>;
  readonly systemPackages: readonly string[];
  readonly findings: readonly string[];
  readonly checks: readonly string[];
}
