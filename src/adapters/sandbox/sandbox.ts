/** What keeps a command that nobody has read away from the rest of this machine. */
export type SandboxName = 'docker' | 'podman' | 'bubblewrap' | 'unshare' | 'none';

/** Of all processes of one command together. */
export interface SandboxLimits {
  readonly memoryBytes: number;
  readonly processes: number;
  readonly cpus: number;
}

export type Argv = readonly [program: string, ...args: string[]];

export interface SandboxJob {
  readonly argv: Argv;
  /** Where the command starts, and what it may write, beside `home` and `temporary`. All three are real paths. */
  readonly tree: string;
  readonly home: string;
  readonly temporary: string;
  /** No secrets. `HOME` and `TMPDIR` become the sandbox's own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly network: boolean;
  /** Whether the packages that the user's tools have fetched are shown, read-only. */
  readonly userPackages: boolean;
  readonly limits: SandboxLimits;
}

/** What to start in the place of a job's own command. */
export interface Launch {
  readonly argv: Argv;
  readonly environment: Readonly<Record<string, string>>;
  /** To run when the command has ended or was killed; null where nothing can be left. */
  readonly cleanUp: Argv | null;
  /** Where nothing else holds the limits, whoever starts the process has to watch them. */
  readonly watched: SandboxLimits | null;
}

export interface Sandbox {
  readonly name: SandboxName;
  /** For people, to follow "The tests run". */
  readonly description: string;
  launch(job: SandboxJob): Promise<Launch>;
}
