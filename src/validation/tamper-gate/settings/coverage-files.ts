import type { SettingsFile } from './settings-file.ts';

const kind = 'coverage settings changed';

/** How much of the code tests have to reach. */
export const coverageFiles: readonly SettingsFile[] = [
  { path: /^(?:.*\/)?\.?codecov\.ya?ml$|^(?:.*\/)?\.coveralls\.ya?ml$/, kind, format: 'yaml' },
  { path: /^(?:.*\/)?(?:\.nycrc|\.c8rc)(?:\.json)?$/, kind, format: 'json' },
  { path: /^(?:.*\/)?\.coveragerc$/, kind, format: 'ini' },
  {
    path: /^(?:.*\/)?(?:\.nycrc\.ya?ml|\.simplecov|tarpaulin\.toml|gcovr\.cfg|\.lcovrc)$/,
    kind,
    format: 'lines',
  },
  { path: /^(?:.*\/)?coveralls\.json$/, kind, format: 'json' },
  { path: /^(?:.*\/)?\.?(?:testcoverage|slather|octocov)\.ya?ml$/, kind, format: 'yaml' },
  {
    path: /^(?:.*\/)?(?:spec|test|rails)_helper\.rb$/,
    kind,
    format: 'lines',
    counts: /SimpleCov|minimum_coverage|(?:refuse|maximum)_coverage_drop|\badd_filter\b/,
  },
  {
    path: /^(?:.*\/)?(?:pom\.xml|[\w.-]+\.gradle(?:\.kts)?)$/,
    kind,
    format: 'lines',
    counts: /<minimum>|<haltOnFailure>|\bminimum(?:Value)?\s*(?:=|\(|\.set)|\bm(?:in|ax)Bound\b/,
  },
  { path: /^(?:.*\/)?sonar-project\.properties$/, kind, format: 'lines', counts: /exclusions|qualitygate/ },
  { path: /^(?:.*\/)?(?:setup\.cfg|tox\.ini)$/, kind, format: 'ini', counts: /^coverage:/ },
  { path: /^(?:.*\/)?pyproject\.toml$/, kind, format: 'toml', counts: /^tool\.coverage\./ },
  {
    path: /^(?:.*\/)?package\.json$/,
    kind,
    format: 'json',
    counts: /^(?:nyc|c8)\.|^jest\.(?:coverage|collectCoverage)/,
  },
];
