import { cargoSign, readCargoTest } from './cargo-test.ts';
import { ctestSign, readCtest } from './ctest.ts';
import { dotnetInside, dotnetSign, readDotnet } from './dotnet.ts';
import { exunitSign, readExunit } from './exunit.ts';
import { goJsonSign, readGoJson } from './go-json.ts';
import { goTestSign, readGoTest } from './go-test.ts';
import { gotestsumSign, readGotestsum } from './gotestsum.ts';
import { gradleInside, gradleSign, readGradle } from './gradle.ts';
import { jestSign, readJest } from './jest.ts';
import { mavenInside, mavenSign, readMaven } from './maven.ts';
import { minitestInside, minitestSign, readMinitest } from './minitest.ts';
import { mochaSign, readMocha } from './mocha.ts';
import { nextestSign, readNextest } from './nextest.ts';
import { nodeSpecSign, readNodeSpec } from './node-test-spec.ts';
import { phpunitSign, readPhpunit } from './phpunit.ts';
import { pytestSign, readPytest } from './pytest.ts';
import type { ResultReader } from './result-reader.ts';
import { readRspec, rspecSign } from './rspec.ts';
import { readSwiftTesting, swiftTestingSign } from './swift-testing.ts';
import { readTap, tapSign } from './tap.ts';
import { readTsc, tscInside } from './tsc.ts';
import { readUnittest, unittestSign } from './unittest.ts';
import { readVitest, vitestSign } from './vitest.ts';
import { readXctest, xctestInside, xctestSign } from './xctest.ts';

export interface Format {
  /** Matches, at their start, the lines that mean something to a reader that is idle; other lines may match too. */
  readonly sign?: RegExp;
  /** The same for lines that begin with anything. */
  readonly inside?: RegExp;
  readonly open: () => ResultReader;
}

/** All formats but JUnit XML; results are told in this order. */
export const formats: readonly Format[] = [
  { inside: tscInside, open: readTsc },
  { sign: vitestSign, open: readVitest },
  { sign: jestSign, open: readJest },
  { sign: mochaSign, open: readMocha },
  { sign: nodeSpecSign, open: readNodeSpec },
  { sign: tapSign, open: readTap },
  { sign: pytestSign, open: readPytest },
  { sign: unittestSign, open: readUnittest },
  { sign: goTestSign, open: readGoTest },
  { sign: goJsonSign, open: readGoJson },
  { sign: gotestsumSign, open: readGotestsum },
  { sign: cargoSign, open: readCargoTest },
  { sign: nextestSign, open: readNextest },
  { sign: mavenSign, inside: mavenInside, open: readMaven },
  { sign: gradleSign, inside: gradleInside, open: readGradle },
  { sign: rspecSign, open: readRspec },
  { sign: minitestSign, inside: minitestInside, open: readMinitest },
  { sign: phpunitSign, open: readPhpunit },
  { sign: dotnetSign, inside: dotnetInside, open: readDotnet },
  { sign: ctestSign, open: readCtest },
  { sign: exunitSign, open: readExunit },
  { sign: xctestSign, inside: xctestInside, open: readXctest },
  { sign: swiftTestingSign, open: readSwiftTesting },
];
