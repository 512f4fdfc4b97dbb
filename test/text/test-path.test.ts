import { expect, test } from 'vitest';
import { isTestPath } from '../../src/text/test-path.ts';

test.each(
  `src/a.test.ts src/a.spec.tsx src/a-test.js types/a.test-d.ts src/__tests__/a.ts src/__mocks__/b.js cypress/a.cy.ts e2e/a.ts
  tests/test_a.py pkg/test_a.py a/conftest.py pkg/a_test.py pkg/a_test.go pkg/testdata/x.golden tests/it.rs crates/a/tests/it.rs src/a/tests.rs
  src/test/java/a/B.java src/test/resources/x.xml src/androidTest/kotlin/A.kt okio/src/jvmTest/kotlin/A.kt a/FooTest.java a/FooTests.java
  a/FooIT.java a/TestFoo.java a/FooSpec.groovy a/FooSpec.scala a/FooSuite.scala test/models/user_test.rb test/test_helper.rb
  spec/a_spec.rb spec/support/x.rb features/a.feature tests/ATest.php a/ATest.php Acme.Tests/A.cs src/Acme.UnitTests/A.cs src/UnitTests/A.cs
  src/AFooTests.cs test/a_test.exs Tests/AcmeTests/A.swift AcmeTests/ATests.swift AppUITests/A.swift test/a_test.dart src/Foo.Tests.ps1 a_SUITE.erl
  test/a.bats test/Spec.hs tests/testthat/test-a.R src/test/Auth.t.sol main.tftest.hcl test/magit-tests.el spec/a_spec.lua integration-tests/a.ts
  src/ParserTests.m unittests/a.cpp test/a.cc`.split(/\s+/),
)('%s is a test', (path) => {
  expect(isTestPath(path)).toBe(true);
});

test.each(
  `src/latest.ts contest.py src/contest/a.py src/testing-library.ts src/test-path.ts src/attestation.go src/testing/harness.ts src/_pytest/main.py
  src/inspect.py spec/openapi.md specs/design.html spring-test/src/main/java/org/springframework/test/context/TestContext.java
  spring-test/src/main/java/a/AbstractTests.java src/Contest.java src/Latest.cs lib/active_support/test_case.rb lib/minitest.rb
  docs/testing.md src/request.ts README.md src/protest.rs src/Manifest.java`.split(/\s+/),
)('%s is no test', (path) => {
  expect(isTestPath(path)).toBe(false);
});
