import type { SettingsFile } from './settings-file.ts';

const strictness =
  /^compilerOptions\.(?:strict\w*|no(?:Implicit|Unused|Unchecked|Fallthrough|PropertyAccess)\w*|alwaysStrict|exactOptionalPropertyTypes|useUnknownInCatchVariables|skipLibCheck|checkJs|allowUnreachableCode|allowUnusedLabels)$|^(?:extends|exclude|include|files)\b/;

const kind = 'lint settings changed';

/** What linters and type checks find. */
export const lintFiles: readonly SettingsFile[] = [
  { path: /^\.husky\/[^_]|^(?:.*\/)?\.?lefthook(?:-local)?\.ya?ml$/, kind, format: 'lines' },
  {
    path: /^(?:.*\/)?tsconfig[\w.-]*\.json$|^(?:.*\/)?jsconfig\.json$/,
    kind,
    format: 'json',
    counts: strictness,
  },
  {
    path: /^(?:.*\/)?package\.json$/,
    kind,
    format: 'json',
    counts: /^(?:eslintConfig|eslintIgnore|stylelint|xo|standard|lint-staged|biome)\b/,
  },
  {
    path: /^(?:.*\/)?(?:\.eslintrc(?:\.json)?|biome\.jsonc?|\.oxlintrc\.json|\.stylelintrc(?:\.json)?|tslint\.json|pyrightconfig\.json|\.jshintrc|\.golangci\.json)$/,
    kind,
    format: 'json',
  },
  { path: /^(?:.*\/)?deno\.jsonc?$/, kind, format: 'json', counts: /^(?:lint|compilerOptions\.(?:strict|no))/ },
  {
    path: /^(?:.*\/)?(?:\.eslintrc\.[cm]?js|eslint\.config\.[cm]?[jt]s|\.stylelintrc\.[cm]?js|stylelint\.config\.[cm]?js)$/,
    kind,
    format: 'code',
  },
  {
    path: /^(?:.*\/)?(?:\.eslintrc\.ya?ml|\.golangci\.ya?ml|\.rubocop\w*\.ya?ml|\.pre-commit-config\.ya?ml|\.swiftlint\.ya?ml|detekt[\w-]*\.ya?ml|\.yamllint(?:\.ya?ml)?|\.standard\.ya?ml|\.stylelintrc\.ya?ml|analysis_options\.yaml)$/,
    kind,
    format: 'yaml',
  },
  {
    path: /^(?:.*\/)?(?:ruff|\.ruff|clippy|\.clippy|\.golangci|deny|ty|\.pylintrc)\.toml$/,
    kind,
    format: 'toml',
  },
  {
    path: /^(?:.*\/)?pyproject\.toml$/,
    kind,
    format: 'toml',
    counts:
      /^tool\.(?:ruff|mypy|pyright|basedpyright|ty|flake8|pylint|bandit|pydocstyle|pycodestyle|interrogate|vulture)\b/,
  },
  {
    path: /^(?:.*\/)?(?:mypy\.ini|\.mypy\.ini|\.flake8|\.pylintrc|pylintrc|\.pycodestyle|\.pydocstyle|\.bandit)$/,
    kind,
    format: 'ini',
  },
  {
    path: /^(?:.*\/)?(?:setup\.cfg|tox\.ini)$/,
    kind,
    format: 'ini',
    counts: /^(?:flake8|mypy|pylint|pycodestyle|pydocstyle|pep8|bandit)\b/,
  },
  { path: /^(?:.*\/)?Cargo\.toml$/, kind, format: 'toml', counts: /^(?:workspace\.)?lints\b/ },
  {
    path: /^(?:.*\/)?(?:\.eslintignore|phpstan[\w.-]*\.(?:neon|php)(?:\.dist)?|psalm[\w.-]*\.xml(?:\.dist)?|\.php-cs-fixer[\w.-]*|phpcs[\w.-]*\.xml(?:\.dist)?|\.phpcs\.xml|checkstyle[\w-]*\.xml|pmd[\w-]*\.xml|spotbugs[\w-]*\.xml|\.credo\.exs|\.luacheckrc|\.clang-tidy|staticcheck\.conf)$/,
    kind,
    format: 'lines',
  },
  {
    path: /^(?:.*\/)?Directory\.Build\.(?:props|targets)$|\.[cf]sproj$|^(?:.*\/)?\.globalconfig$/,
    kind,
    format: 'lines',
    counts:
      /TreatWarningsAsErrors|NoWarn|WarningsAsErrors|WarningLevel|Nullable|AnalysisMode|AnalysisLevel|EnforceCodeStyle|RunAnalyzers|IsTestProject|RunSettings|CollectCoverage|Threshold|dotnet_diagnostic/,
  },
];
