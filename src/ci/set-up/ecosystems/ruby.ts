import { actions } from '../actions.ts';
import type { Folder } from '../folder.ts';
import { versionsUsed } from '../own-workflows.ts';
import type { Part, TestCommand } from '../set-up.ts';

/** Ruby with bundler: RSpec, Rails, rake. */
export function detectRuby(folder: Folder): Part | null {
  if (!folder.names.has('Gemfile')) return null;
  const tests = findTests(folder);
  if (tests === null) return null;
  const here = folder.directory === '' ? '' : `${folder.directory}/`;
  const file = ['.ruby-version', '.tool-versions'].find((name) => folder.names.has(name));
  const inGemfile = /^\s*ruby\b/m.test(folder.text('Gemfile'));
  const tested = versionsUsed(folder.workflows, 'ruby/setup-ruby', 'ruby-version').at(-1);
  const version = file ? `${here}${file}` : inGemfile ? `${here}Gemfile` : null;
  const isNamed = version !== null || tested !== undefined;
  return {
    ecosystem: 'bundler',
    directory: folder.directory,
    findings: [
      'Packages: bundler, by `Gemfile`.',
      version !== null
        ? `Ruby: the version in \`${version}\`.`
        : `Ruby: ${tested === undefined ? 'the newest one' : `${tested}, the newest that another workflow uses`}.`,
      `Tests: ${tests.tool}.`,
    ],
    checks: isNamed
      ? []
      : ['No file names a version of Ruby, so the newest one is used; change `ruby-version` if you test with another.'],
    tools: [
      {
        action: actions.setupRuby,
        with: {
          ...(version === null ? { 'ruby-version': tested ?? 'ruby' } : {}),
          ...(folder.directory === '' ? {} : { 'working-directory': folder.directory }),
        },
      },
    ],
    install: ['bundle install --jobs 4 --retry 3'],
    test: tests.test,
    reports: null,
  };
}

const files = `"\${tests[@]}"`;

function findTests(folder: Folder): { tool: string; test: TestCommand } | null {
  const gems = ['Gemfile', 'Gemfile.lock', ...[...folder.names].filter((name) => name.endsWith('.gemspec'))]
    .map(folder.text)
    .join('\n');
  if (folder.paths.some((path) => path.startsWith('spec/') && path.endsWith('_spec.rb'))) {
    const plain = 'bundle exec rspec';
    const junit = `--format progress --format RspecJunitFormatter --out ${folder.results('rspec')}`;
    const all = gems.includes('rspec_junit_formatter') ? `${plain} ${junit}` : plain;
    return { tool: 'RSpec', test: { plain, all, some: `${all} ${files}` } };
  }
  if (!folder.paths.some((path) => /(?:^|\/)test\/.*(?:_test|\/test_[^/]*)\.rb$/.test(`/${path}`))) return null;
  if (folder.names.has('config.ru') && folder.paths.includes('bin/rails')) {
    const plain = 'bundle exec bin/rails test';
    return { tool: '`bin/rails test`', test: { plain, all: plain, some: `${plain} ${files}` } };
  }
  const isRake = folder.names.has('Rakefile') || folder.names.has('rakefile');
  const plain = isRake
    ? 'bundle exec rake test'
    : `bundle exec ruby -Itest -Ilib -e 'Dir["./test/**/*_test.rb"].each { require _1 }'`;
  return { tool: isRake ? '`rake test`' : 'minitest', test: { plain, all: plain, some: null } };
}
