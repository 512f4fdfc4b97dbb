import type { Folder } from '../folder.ts';
import type { Part } from '../set-up.ts';

/** Swift packages. GitHub's Linux machines have a Swift of their own. */
export function detectSwift(folder: Folder): Part | null {
  if (!folder.names.has('Package.swift') || !folder.paths.some((path) => path.startsWith('Tests/'))) return null;
  return {
    ecosystem: 'Swift packages',
    directory: folder.directory,
    findings: [
      'Packages: Swift packages, by `Package.swift`.',
      'Swift: the one of the machine.',
      'Tests: `swift test`.',
    ],
    checks: ["The tests run on Linux: change `runs-on` to a macOS machine if they need Apple's frameworks."],
    tools: [],
    install: ['swift build --build-tests'],
    test: { plain: 'swift test', all: 'swift test', some: null },
    reports: null,
  };
}
