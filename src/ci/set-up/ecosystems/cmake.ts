import type { Folder } from '../folder.ts';
import type { Part } from '../set-up.ts';

/** C and C++ with CMake: `ctest`. */
export function detectCmake(folder: Folder): Part | null {
  const declared = folder.paths.some(
    (path) =>
      path.endsWith('CMakeLists.txt') &&
      /\b(?:enable_testing|add_test|include\s*\(\s*CTest)\b/i.test(folder.text(path)),
  );
  if (!folder.names.has('CMakeLists.txt') || !declared) return null;
  return {
    ecosystem: 'CMake',
    directory: folder.directory,
    findings: ['Build: CMake, by `CMakeLists.txt`.', 'Tests: `ctest`.'],
    checks: ['The build has its default options: add those that your tests need.'],
    tools: [],
    install: ['cmake -S . -B build', 'cmake --build build --parallel'],
    test: {
      plain: 'cmake -S . -B build && cmake --build build --parallel && ctest --test-dir build --output-on-failure',
      all: `ctest --test-dir build --output-on-failure --output-junit "$PWD/${folder.results('ctest')}"`,
      some: null,
    },
    reports: null,
  };
}
