import type { SettingsFile } from './settings-file.ts';

const scripts =
  /^scripts\.(?:pre|post)?(?:[\w-]+[:_-])*(?:tests?|lint|check|type-?checks?|types|tsc|cov|coverage|ci|verify|spec|e2e|unit|integration|jest|vitest|mocha|ava|tap|c8|nyc|validate)(?:[:_-][\w:-]+)*$/;
const makeTargets =
  /\b(?:tests?|spec|lint|check|coverage|cov|clippy|vet|golangci|pytest|jest|phpunit|rspec)\b|^(?:export\s+)?\w*(?:TEST|GOFLAGS)\w*\s*[:?+]?=/i;

const kind = 'test settings changed';

/** Which tests run, and how. */
export const testFiles: readonly SettingsFile[] = [
  { path: /^(?:.*\/)?package\.json$/, kind, format: 'json', counts: scripts },
  {
    path: /^(?:.*\/)?package\.json$/,
    kind,
    format: 'json',
    counts: /^(?:jest(?!\.c(?:overage|ollectCoverage))|mocha|vitest|ava|tap|karma|jasmine)\b/,
  },
  {
    path: /^(?:.*\/)?(?:vitest|jest|karma|playwright|cypress|wdio|web-test-runner|ava|jasmine|protractor|nightwatch)[\w.-]*\.(?:config|conf|workspace|setup|shared)[\w.-]*\.[cm]?[jt]s$|^(?:.*\/)?(?:vitest\.workspace|\.mocharc|\.taprc|ava\.config)\.[cm]?[jt]s$/,
    kind,
    format: 'code',
  },
  {
    path: /^(?:.*\/)?(?:\.mocharc|jest\.config|jasmine|\.jasmine|nightwatch|vitest\.workspace)\.jsonc?$/,
    kind,
    format: 'json',
  },
  { path: /^(?:.*\/)?(?:\.mocharc|\.taprc)(?:\.ya?ml)?$/, kind, format: 'yaml' },
  {
    path: /^(?:.*\/)?vite\.config\.[cm]?[jt]s$/,
    kind,
    format: 'lines',
    counts: /\b(?:test|exclude|include|coverage|thresholds?|retry|timeout|bail|passWithNoTests)\b/i,
  },
  { path: /^(?:.*\/)?\.?pytest\.(?:ini|toml)$/, kind, format: 'ini' },
  {
    path: /^(?:.*\/)?(?:setup\.cfg|tox\.ini)$/,
    kind,
    format: 'ini',
    counts: /^(?:tool:)?pytest\b|^aliases\.test/,
  },
  {
    path: /^(?:.*\/)?pyproject\.toml$/,
    kind,
    format: 'toml',
    counts: /^tool\.(?:pytest|tox|nox|hatch\.envs|pdm\.scripts|poe|taskipy|cibuildwheel\.test)\b/,
  },
  {
    path: /^(?:.*\/)?conftest\.py$/,
    kind,
    format: 'blocks',
    counts:
      /collect_ignore|pytest_(?:collection|ignore_collect|runtest|collect_file|pyfunc_call|sessionfinish|unconfigure|report_teststatus)|\bmark\.(?:skip|xfail)|\bpytest\.(?:skip|xfail|exit)\(|\bexitstatus\b|\b(?:os\._|sys\.)exit\(/,
  },
  {
    path: /^(?:.*\/)?Cargo\.toml$/,
    kind,
    format: 'toml',
    counts: /^(?:test|bench|lib\.(?:test|doctest)|profile\.test|package\.autotests)\b/,
  },
  {
    path: /^(?:.*\/)?phpunit[\w.-]*\.xml(?:\.dist)?$|^(?:.*\/)?testng[\w-]*\.xml$|\.runsettings$|^(?:.*\/)?xunit\.runner\.json$/,
    kind,
    format: 'lines',
  },
  {
    path: /^(?:.*\/)?(?:\.rspec|nextest\.toml|junit-platform\.properties|\.mocharc|mocha\.opts|\.xctestplan|dart_test\.yaml)$|\.xctestplan$/,
    kind,
    format: 'lines',
  },
  {
    path: /^(?:.*\/)?(?:Rakefile|.+\.rake|Makefile|GNUmakefile|[Jj]ustfile)$/,
    kind,
    format: 'blocks',
    counts: makeTargets,
  },
  { path: /^(?:.*\/)?Taskfile\.ya?ml$/, kind, format: 'yaml', counts: makeTargets },
  {
    path: /^(?:.*\/)?(?:CMakeLists\.txt|.+\.cmake|meson\.build|BUILD(?:\.bazel)?)$/,
    kind,
    format: 'lines',
    counts:
      /\b(?:enable_testing|add_test|set_tests_properties|gtest_\w*tests|catch_discover_tests|doctest_discover_tests|\w+_test)\s*\(|\btest\s*\(/,
    grows: true,
  },
  { path: /^(?:.*\/)?(?:site|user)customize\.py$|\.pth$/, kind, format: 'lines', counts: /\S/ },
  {
    path: /^(?:.*\/)?deno\.jsonc?$/,
    kind,
    format: 'json',
    counts: /^(?:test|bench)\b|^tasks\..*(?:test|check|lint|cov|ci)/i,
  },
  {
    path: /^(?:.*\/)?(?:build\.gradle(?:\.kts)?|pom\.xml|build\.sbt|mix\.exs|Package\.swift|composer\.json)$/,
    kind,
    format: 'lines',
    counts:
      /\bskipTests?\b|surefire|failsafe|jacoco|kover|useJUnit|\btest(?:Logging|Coverage|Failure)\w*|ignoreFailures|maven\.test|excludeTags|excludes?TestsMatching|test_coverage|elixirc_options|warnings_as_errors|\benabled\s*(?:=|\.set\()?\s*false|\bonlyIf\b|"(?:test|lint|check|phpstan|cs)[\w:-]*"\s*:|\.testTarget|checkstyle|detekt|pmd|spotbugs|errorprone/,
  },
  {
    path: /^(?:.*\/)?\.mvn\/(?:maven|jvm)\.config$|^(?:.*\/)?gradle\.properties$/,
    kind,
    format: 'lines',
    counts: /test|skip|ignore/i,
  },
  {
    path: /^(?:.*\/)?(?:spec|test|rails)_helper\.rb$/,
    kind,
    format: 'lines',
    counts: /\bfilter_run_(?:excluding|including)\b|\b(?:skip|pending)\b|\bat_exit\b|\bexit!|\bfilter_manager\b/,
  },
  {
    path: /(?:^|\/)(?:[\w-]+[.-])?(?:setup|setupTests|test-setup)[\w.-]*\.[cm]?[jt]sx?$|[._-](?:test|spec)\.[cm]?[jt]sx?$/,
    kind,
    format: 'lines',
    counts:
      /\bprocess\.(?:exit\(\s*0?\s*\)|exitCode\s*=\s*0)|\b(?:globalThis|global|window)\.(?:it|test|describe|expect|assert)\s*=|\bexpect\.extend\(.{0,80}\bto(?:Be|Equal|StrictEqual|Match|Throw|Contain|HaveLength)\b/,
  },
  {
    path: /(?:^|\/)(?:test_[^/]*|[^/]*_tests?|tests?)\.py$/,
    kind,
    format: 'blocks',
    counts: /^def load_tests\b/,
  },
  { path: /_test\.go$/, kind, format: 'blocks', counts: /^func TestMain\b/ },
  { path: /^(?:.*\/)?test_helper\.exs$/, kind, format: 'lines', counts: /exclude|ExUnit\.configure/ },
];
