import type { SettingsFile } from './settings-file.ts';

const kind = 'CI changed';

/** What is run, and where. */
export const ciFiles: readonly SettingsFile[] = [
  {
    path: /^\.(?:github\/(?:workflows|actions)|circleci|gitlab\/ci|buildkite|drone|woodpecker|azure-pipelines|forgejo|gitea)\/.+\.ya?ml$/,
    kind,
    format: 'yaml',
  },
  {
    path: /^(?:.*\/)?(?:\.gitlab-ci|\.travis|\.drone|\.cirrus|appveyor|\.appveyor|azure-pipelines[\w.-]*|bitbucket-pipelines|cloudbuild|buildspec|\.woodpecker|\.semaphore|action)\.ya?ml$/,
    kind,
    format: 'yaml',
  },
  {
    path: /^(?:\.github\/(?:workflows|actions)|\.circleci|\.buildkite|\.ci)\/(?!.*\.ya?ml$)|^(?:.*\/)?Jenkinsfile[\w.-]*$/,
    kind,
    format: 'code',
  },
  { path: /^\.github\/goat\.ya?ml$/, kind, format: 'yaml', counts: /^(?:test|validate|ci)\b/ },
  { path: /^(?:.*\/)?(?:noxfile|toxfile)\.py$/, kind, format: 'code' },
  {
    path: /^(?:tasks|fabfile)\.py$/,
    kind,
    format: 'blocks',
    counts: /^(?:async\s+)?def\s+\w*(?:test|check|lint|cov|ci)/,
  },
  {
    path: /^(?:(?:.*\/)?(?:scripts?|bin|ci|tools|hack)\/)?(?:run[-_]?)?(?:all[-_]?)?(?:tests?|ci|check|lint|verify|coverage)(?:[-_]\w{1,20})?(?:\.(?:sh|bash|ps1|bat|cmd|mk))?$/,
    kind,
    format: 'lines',
  },
  { path: /^(?:.*\/)?tox\.ini$/, kind, format: 'ini', counts: /^(?:tox|testenv|env)\b/ },
];
