import type { TamperingKind } from './tampering.ts';

/** A file that settles what is checked and how, and what of it counts. */
export interface SettingsFile {
  readonly path: RegExp;
  readonly kind: TamperingKind;
  /**
   * `code` is compared without comments and white space, `lines` line by line. In `blocks`, what is indented counts if the
   * line that it hangs on does.
   */
  readonly format: 'json' | 'toml' | 'yaml' | 'ini' | 'code' | 'lines' | 'blocks';
  /** Of keys, with dots between their parts; of lines. All where it is not given. */
  readonly counts?: RegExp;
  /** Lines that are new are new tests. */
  readonly grows?: true;
}

const test = 'test settings changed';
const lint = 'lint settings changed';
const coverage = 'coverage settings changed';

const strictness =
  /^compilerOptions\.(?:strict\w*|no(?:Implicit|Unused|Unchecked|Fallthrough|PropertyAccess)\w*|alwaysStrict|exactOptionalPropertyTypes|useUnknownInCatchVariables|skipLibCheck|checkJs|allowUnreachableCode|allowUnusedLabels)$|^(?:extends|exclude|include|files)\b/;
const scripts =
  /^scripts\.(?:pre|post)?(?:[\w-]+[:_-])*(?:tests?|lint|check|type-?checks?|types|tsc|cov|coverage|ci|verify|spec|e2e|unit|integration|jest|vitest|mocha|ava|tap|c8|nyc|validate)(?:[:_-][\w:-]+)*$/;
const makeTargets =
  /\b(?:tests?|spec|lint|check|coverage|cov|clippy|vet|golangci|pytest|jest|phpunit|rspec)\b|^(?:export\s+)?\w*(?:TEST|GOFLAGS)\w*\s*[:?+]?=/i;

/** In the order of what counts most; a file may be in several. */
export const settingsFiles: readonly SettingsFile[] = [
  { path: /^(?:.*\/)?package\.json$/, kind: test, format: 'json', counts: scripts },
  {
    path: /^\.(?:github\/(?:workflows|actions)|circleci|gitlab\/ci|buildkite|drone|woodpecker|azure-pipelines|forgejo|gitea)\/.+\.ya?ml$/,
    kind: 'CI changed',
    format: 'yaml',
  },
  {
    path: /^(?:.*\/)?(?:\.gitlab-ci|\.travis|\.drone|\.cirrus|appveyor|\.appveyor|azure-pipelines[\w.-]*|bitbucket-pipelines|cloudbuild|buildspec|\.woodpecker|\.semaphore|action)\.ya?ml$/,
    kind: 'CI changed',
    format: 'yaml',
  },
  {
    path: /^(?:\.github\/(?:workflows|actions)|\.circleci|\.buildkite|\.ci)\/(?!.*\.ya?ml$)|^(?:.*\/)?Jenkinsfile[\w.-]*$/,
    kind: 'CI changed',
    format: 'code',
  },

  { path: /^\.github\/goat\.ya?ml$/, kind: 'CI changed', format: 'yaml', counts: /^(?:test|validate|ci)\b/ },
  { path: /^(?:.*\/)?(?:noxfile|toxfile)\.py$/, kind: 'CI changed', format: 'code' },
  {
    path: /^(?:tasks|fabfile)\.py$/,
    kind: 'CI changed',
    format: 'blocks',
    counts: /^(?:async\s+)?def\s+\w*(?:test|check|lint|cov|ci)/,
  },
  {
    path: /^(?:(?:.*\/)?(?:scripts?|bin|ci|tools|hack)\/)?(?:run[-_]?)?(?:all[-_]?)?(?:tests?|ci|check|lint|verify|coverage)(?:[-_]\w{1,20})?(?:\.(?:sh|bash|ps1|bat|cmd|mk))?$/,
    kind: 'CI changed',
    format: 'lines',
  },
  { path: /^(?:.*\/)?tox\.ini$/, kind: 'CI changed', format: 'ini', counts: /^(?:tox|testenv|env)\b/ },

  { path: /^(?:.*\/)?\.?codecov\.ya?ml$|^(?:.*\/)?\.coveralls\.ya?ml$/, kind: coverage, format: 'yaml' },
  { path: /^(?:.*\/)?(?:\.nycrc|\.c8rc)(?:\.json)?$/, kind: coverage, format: 'json' },
  { path: /^(?:.*\/)?\.coveragerc$/, kind: coverage, format: 'ini' },
  {
    path: /^(?:.*\/)?(?:\.nycrc\.ya?ml|\.simplecov|tarpaulin\.toml|gcovr\.cfg|\.lcovrc)$/,
    kind: coverage,
    format: 'lines',
  },
  { path: /^(?:.*\/)?coveralls\.json$/, kind: coverage, format: 'json' },
  { path: /^(?:.*\/)?\.?(?:testcoverage|slather|octocov)\.ya?ml$/, kind: coverage, format: 'yaml' },
  {
    path: /^(?:.*\/)?(?:spec|test|rails)_helper\.rb$/,
    kind: coverage,
    format: 'lines',
    counts: /SimpleCov|minimum_coverage|(?:refuse|maximum)_coverage_drop|\badd_filter\b/,
  },
  {
    path: /^(?:.*\/)?(?:pom\.xml|[\w.-]+\.gradle(?:\.kts)?)$/,
    kind: coverage,
    format: 'lines',
    counts: /<minimum>|<haltOnFailure>|\bminimum(?:Value)?\s*(?:=|\(|\.set)|\bm(?:in|ax)Bound\b/,
  },
  { path: /^(?:.*\/)?sonar-project\.properties$/, kind: coverage, format: 'lines', counts: /exclusions|qualitygate/ },
  { path: /^(?:.*\/)?(?:setup\.cfg|tox\.ini)$/, kind: coverage, format: 'ini', counts: /^coverage:/ },
  { path: /^(?:.*\/)?pyproject\.toml$/, kind: coverage, format: 'toml', counts: /^tool\.coverage\./ },
  {
    path: /^(?:.*\/)?package\.json$/,
    kind: coverage,
    format: 'json',
    counts: /^(?:nyc|c8)\.|^jest\.(?:coverage|collectCoverage)/,
  },

  {
    path: /^(?:.*\/)?package\.json$/,
    kind: test,
    format: 'json',
    counts: /^(?:jest(?!\.c(?:overage|ollectCoverage))|mocha|vitest|ava|tap|karma|jasmine)\b/,
  },
  {
    path: /^(?:.*\/)?(?:vitest|jest|karma|playwright|cypress|wdio|web-test-runner|ava|jasmine|protractor|nightwatch)[\w.-]*\.(?:config|conf|workspace|setup|shared)[\w.-]*\.[cm]?[jt]s$|^(?:.*\/)?(?:vitest\.workspace|\.mocharc|\.taprc|ava\.config)\.[cm]?[jt]s$/,
    kind: test,
    format: 'code',
  },
  {
    path: /^(?:.*\/)?(?:\.mocharc|jest\.config|jasmine|\.jasmine|nightwatch|vitest\.workspace)\.jsonc?$/,
    kind: test,
    format: 'json',
  },
  { path: /^(?:.*\/)?(?:\.mocharc|\.taprc)(?:\.ya?ml)?$/, kind: test, format: 'yaml' },
  {
    path: /^(?:.*\/)?vite\.config\.[cm]?[jt]s$/,
    kind: test,
    format: 'lines',
    counts: /\b(?:test|exclude|include|coverage|thresholds?|retry|timeout|bail|passWithNoTests)\b/i,
  },
  { path: /^(?:.*\/)?\.?pytest\.(?:ini|toml)$/, kind: test, format: 'ini' },
  {
    path: /^(?:.*\/)?(?:setup\.cfg|tox\.ini)$/,
    kind: test,
    format: 'ini',
    counts: /^(?:tool:)?pytest\b|^aliases\.test/,
  },
  {
    path: /^(?:.*\/)?pyproject\.toml$/,
    kind: test,
    format: 'toml',
    counts: /^tool\.(?:pytest|tox|nox|hatch\.envs|pdm\.scripts|poe|taskipy|cibuildwheel\.test)\b/,
  },
  {
    path: /^(?:.*\/)?conftest\.py$/,
    kind: test,
    format: 'blocks',
    counts:
      /collect_ignore|pytest_(?:collection|ignore_collect|runtest|collect_file|pyfunc_call|sessionfinish|unconfigure|report_teststatus)|\bmark\.(?:skip|xfail)|\bpytest\.(?:skip|xfail|exit)\(|\bexitstatus\b|\b(?:os\._|sys\.)exit\(/,
  },
  {
    path: /^(?:.*\/)?Cargo\.toml$/,
    kind: test,
    format: 'toml',
    counts: /^(?:test|bench|lib\.(?:test|doctest)|profile\.test|package\.autotests)\b/,
  },
  {
    path: /^(?:.*\/)?phpunit[\w.-]*\.xml(?:\.dist)?$|^(?:.*\/)?testng[\w-]*\.xml$|\.runsettings$|^(?:.*\/)?xunit\.runner\.json$/,
    kind: test,
    format: 'lines',
  },
  {
    path: /^(?:.*\/)?(?:\.rspec|nextest\.toml|junit-platform\.properties|\.mocharc|mocha\.opts|\.xctestplan|dart_test\.yaml)$|\.xctestplan$/,
    kind: test,
    format: 'lines',
  },
  {
    path: /^(?:.*\/)?(?:Rakefile|.+\.rake|Makefile|GNUmakefile|[Jj]ustfile)$/,
    kind: test,
    format: 'blocks',
    counts: makeTargets,
  },
  { path: /^(?:.*\/)?Taskfile\.ya?ml$/, kind: test, format: 'yaml', counts: makeTargets },
  {
    path: /^(?:.*\/)?(?:CMakeLists\.txt|.+\.cmake|meson\.build|BUILD(?:\.bazel)?)$/,
    kind: test,
    format: 'lines',
    counts:
      /\b(?:enable_testing|add_test|set_tests_properties|gtest_\w*tests|catch_discover_tests|doctest_discover_tests|\w+_test)\s*\(|\btest\s*\(/,
    grows: true,
  },
  { path: /^(?:.*\/)?(?:site|user)customize\.py$|\.pth$/, kind: test, format: 'lines', counts: /\S/ },
  { path: /^\.husky\/[^_]|^(?:.*\/)?\.?lefthook(?:-local)?\.ya?ml$/, kind: lint, format: 'lines' },
  {
    path: /^(?:.*\/)?deno\.jsonc?$/,
    kind: test,
    format: 'json',
    counts: /^(?:test|bench)\b|^tasks\..*(?:test|check|lint|cov|ci)/i,
  },
  {
    path: /^(?:.*\/)?(?:build\.gradle(?:\.kts)?|pom\.xml|build\.sbt|mix\.exs|Package\.swift|composer\.json)$/,
    kind: test,
    format: 'lines',
    counts:
      /\bskipTests?\b|surefire|failsafe|jacoco|kover|useJUnit|\btest(?:Logging|Coverage|Failure)\w*|ignoreFailures|maven\.test|excludeTags|excludes?TestsMatching|test_coverage|elixirc_options|warnings_as_errors|\benabled\s*(?:=|\.set\()?\s*false|\bonlyIf\b|"(?:test|lint|check|phpstan|cs)[\w:-]*"\s*:|\.testTarget|checkstyle|detekt|pmd|spotbugs|errorprone/,
  },
  {
    path: /^(?:.*\/)?\.mvn\/(?:maven|jvm)\.config$|^(?:.*\/)?gradle\.properties$/,
    kind: test,
    format: 'lines',
    counts: /test|skip|ignore/i,
  },
  {
    path: /^(?:.*\/)?(?:spec|test|rails)_helper\.rb$/,
    kind: test,
    format: 'lines',
    counts: /\bfilter_run_(?:excluding|including)\b|\b(?:skip|pending)\b|\bat_exit\b|\bexit!|\bfilter_manager\b/,
  },
  {
    path: /(?:^|\/)(?:[\w-]+[.-])?(?:setup|setupTests|test-setup)[\w.-]*\.[cm]?[jt]sx?$|[._-](?:test|spec)\.[cm]?[jt]sx?$/,
    kind: test,
    format: 'lines',
    counts:
      /\bprocess\.(?:exit\(\s*0?\s*\)|exitCode\s*=\s*0)|\b(?:globalThis|global|window)\.(?:it|test|describe|expect|assert)\s*=|\bexpect\.extend\(.{0,80}\bto(?:Be|Equal|StrictEqual|Match|Throw|Contain|HaveLength)\b/,
  },
  {
    path: /(?:^|\/)(?:test_[^/]*|[^/]*_tests?|tests?)\.py$/,
    kind: test,
    format: 'blocks',
    counts: /^def load_tests\b/,
  },
  { path: /_test\.go$/, kind: test, format: 'blocks', counts: /^func TestMain\b/ },
  { path: /^(?:.*\/)?test_helper\.exs$/, kind: test, format: 'lines', counts: /exclude|ExUnit\.configure/ },

  {
    path: /^(?:.*\/)?tsconfig[\w.-]*\.json$|^(?:.*\/)?jsconfig\.json$/,
    kind: lint,
    format: 'json',
    counts: strictness,
  },
  {
    path: /^(?:.*\/)?package\.json$/,
    kind: lint,
    format: 'json',
    counts: /^(?:eslintConfig|eslintIgnore|stylelint|xo|standard|lint-staged|biome)\b/,
  },
  {
    path: /^(?:.*\/)?(?:\.eslintrc(?:\.json)?|biome\.jsonc?|\.oxlintrc\.json|\.stylelintrc(?:\.json)?|tslint\.json|pyrightconfig\.json|\.jshintrc|\.golangci\.json)$/,
    kind: lint,
    format: 'json',
  },
  { path: /^(?:.*\/)?deno\.jsonc?$/, kind: lint, format: 'json', counts: /^(?:lint|compilerOptions\.(?:strict|no))/ },
  {
    path: /^(?:.*\/)?(?:\.eslintrc\.[cm]?js|eslint\.config\.[cm]?[jt]s|\.stylelintrc\.[cm]?js|stylelint\.config\.[cm]?js)$/,
    kind: lint,
    format: 'code',
  },
  {
    path: /^(?:.*\/)?(?:\.eslintrc\.ya?ml|\.golangci\.ya?ml|\.rubocop\w*\.ya?ml|\.pre-commit-config\.ya?ml|\.swiftlint\.ya?ml|detekt[\w-]*\.ya?ml|\.yamllint(?:\.ya?ml)?|\.standard\.ya?ml|\.stylelintrc\.ya?ml|analysis_options\.yaml)$/,
    kind: lint,
    format: 'yaml',
  },
  {
    path: /^(?:.*\/)?(?:ruff|\.ruff|clippy|\.clippy|\.golangci|deny|ty|\.pylintrc)\.toml$/,
    kind: lint,
    format: 'toml',
  },
  {
    path: /^(?:.*\/)?pyproject\.toml$/,
    kind: lint,
    format: 'toml',
    counts:
      /^tool\.(?:ruff|mypy|pyright|basedpyright|ty|flake8|pylint|bandit|pydocstyle|pycodestyle|interrogate|vulture)\b/,
  },
  {
    path: /^(?:.*\/)?(?:mypy\.ini|\.mypy\.ini|\.flake8|\.pylintrc|pylintrc|\.pycodestyle|\.pydocstyle|\.bandit)$/,
    kind: lint,
    format: 'ini',
  },
  {
    path: /^(?:.*\/)?(?:setup\.cfg|tox\.ini)$/,
    kind: lint,
    format: 'ini',
    counts: /^(?:flake8|mypy|pylint|pycodestyle|pydocstyle|pep8|bandit)\b/,
  },
  { path: /^(?:.*\/)?Cargo\.toml$/, kind: lint, format: 'toml', counts: /^(?:workspace\.)?lints\b/ },
  {
    path: /^(?:.*\/)?(?:\.eslintignore|phpstan[\w.-]*\.(?:neon|php)(?:\.dist)?|psalm[\w.-]*\.xml(?:\.dist)?|\.php-cs-fixer[\w.-]*|phpcs[\w.-]*\.xml(?:\.dist)?|\.phpcs\.xml|checkstyle[\w-]*\.xml|pmd[\w-]*\.xml|spotbugs[\w-]*\.xml|\.credo\.exs|\.luacheckrc|\.clang-tidy|staticcheck\.conf)$/,
    kind: lint,
    format: 'lines',
  },
  {
    path: /^(?:.*\/)?Directory\.Build\.(?:props|targets)$|\.[cf]sproj$|^(?:.*\/)?\.globalconfig$/,
    kind: lint,
    format: 'lines',
    counts:
      /TreatWarningsAsErrors|NoWarn|WarningsAsErrors|WarningLevel|Nullable|AnalysisMode|AnalysisLevel|EnforceCodeStyle|RunAnalyzers|IsTestProject|RunSettings|CollectCoverage|Threshold|dotnet_diagnostic/,
  },
];
