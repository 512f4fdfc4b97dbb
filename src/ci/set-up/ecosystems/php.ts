import { actions } from '../actions.ts';
import type { Folder } from '../folder.ts';
import { versionsUsed } from '../own-workflows.ts';
import type { Part } from '../set-up.ts';

/** PHP with composer: PHPUnit and Pest. */
export function detectPhp(folder: Folder): Part | null {
  const manifest = folder.text('composer.json');
  const configured = [...folder.names].some((name) => /^phpunit(?:\.dist)?\.xml(?:\.dist)?$/.test(name));
  if (manifest === '' || !configured) return null;
  const isPest = manifest.includes('"pestphp/pest"');
  const tool = isPest
    ? 'vendor/bin/pest'
    : /"(?:symfony\/phpunit-bridge)"/.test(manifest)
      ? 'vendor/bin/simple-phpunit'
      : 'vendor/bin/phpunit';
  const tested = versionsUsed(folder.workflows, 'shivammathur/setup-php', 'php-version').at(-1);
  const allowed = /"php"\s*:\s*"[^"]*?(\d+\.\d+)[^"]*"/.exec(manifest)?.[1];
  const version = tested ?? '8';
  return {
    ecosystem: 'composer',
    directory: folder.directory,
    findings: [
      'Packages: composer, by `composer.json`.',
      `PHP: ${tested === undefined ? 'the newest 8' : `${tested}, the newest that another workflow uses`}.`,
      `Tests: ${isPest ? 'Pest' : 'PHPUnit'}.`,
    ],
    checks:
      tested === undefined
        ? [
            `\`composer.json\` ${allowed === undefined ? 'names no version of PHP' : `allows PHP from ${allowed}`}; change \`php-version\` if you test with another than the newest 8.`,
          ]
        : [],
    tools: [{ action: actions.setupPhp, with: { 'php-version': version, coverage: 'none' } }],
    install: ['composer install --no-interaction --no-progress'],
    test: { plain: tool, all: `${tool} --log-junit ${folder.results('phpunit')}`, some: null },
    reports: null,
  };
}
