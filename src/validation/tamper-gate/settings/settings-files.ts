import { ciFiles } from './ci-files.ts';
import { coverageFiles } from './coverage-files.ts';
import { lintFiles } from './lint-files.ts';
import type { SettingsFile } from './settings-file.ts';
import { testFiles } from './test-files.ts';

/** In the order of what counts most; a file may be in several. */
export const settingsFiles: readonly SettingsFile[] = [...ciFiles, ...testFiles, ...coverageFiles, ...lintFiles];
