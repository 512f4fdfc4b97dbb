import type { Model } from '../agent/model.ts';
import type { TestRunner } from '../ci/test-runner.ts';
import type { ChunkSearch } from '../context/chunk-search.ts';
import type { ChunkStore } from '../indexing/chunk-store.ts';
import type { Embedder } from '../indexing/embedder.ts';
import type { Publisher } from '../publish/publisher.ts';
import type { Control } from './control.ts';
import type { FixRecord } from './fix-record.ts';
import type { Steps } from './steps.ts';
import type { FixRequest } from './task.ts';

/** What a fix is given to work with. The composition root chooses the implementations. */
export interface FixParts {
  readonly publisher: Publisher;
  readonly testRunner: TestRunner;
  readonly model: Model;
  /** Makes the commit's files available and returns the git directory that holds them. Repeatable. */
  readonly fetchCommit: (commit: string) => Promise<string>;
  readonly chunkStore: ChunkStore;
  readonly chunkSearch: ChunkSearch;
  /** The built-in one, whose vectors are there at once, and all of them, the preferred first. */
  readonly embedders: { readonly builtIn: Embedder; readonly all: readonly Embedder[] };
  /** Keeps the record for whoever asks for the task's status. */
  readonly saveRecord: (record: FixRecord) => Promise<void>;
}

/** A fix under way. */
export interface Fix extends FixParts {
  readonly taskId: string;
  readonly request: FixRequest;
  readonly record: FixRecord;
  readonly steps: Steps;
  readonly control: Control;
}
