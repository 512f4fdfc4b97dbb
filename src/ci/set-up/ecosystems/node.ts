import { actions } from '../actions.ts';
import type { Folder } from '../folder.ts';
import type { Part, SetUpStep } from '../set-up.ts';
import { type NodeManager, nodeManager } from './node-manager.ts';
import { type Manifest, readManifest, scriptOf } from './node-manifest.ts';
import { nodeTests } from './node-tests.ts';

/** JavaScript and TypeScript: npm, pnpm, yarn and bun. */
export function detectNode(folder: Folder): Part | null {
  const manifest = readManifest(folder.text('package.json'));
  if (manifest === null) return null;
  const manager = nodeManager(folder, manifest);
  const tests = findTests(folder, manifest, manager);
  if (tests === null) return null;
  const version = nodeVersion(folder, manifest);
  const isBunAlone = !tests.usesNode && version.isGuess;
  return {
    ecosystem: manager.name,
    directory: folder.directory,
    findings: [`Packages: ${manager.finding}`, ...(isBunAlone ? [] : [version.finding]), tests.finding],
    checks: [manager.check, version.isGuess && !isBunAlone ? version.check : null].filter((check) => check !== null),
    tools: [...manager.tools, ...(isBunAlone ? [] : [version.step])],
    install: manager.install,
    test: { plain: tests.plain, all: tests.all, some: tests.some },
    reports: null,
    isBelow: tests.isBelow,
  };
}

function findTests(folder: Folder, manifest: Manifest, manager: NodeManager) {
  if (scriptOf(manifest, 'test') !== undefined) {
    const { tool, ...test } = nodeTests(manager, manifest, folder);
    return {
      ...test,
      finding: `Tests: the script \`test\`${tool === null ? '' : `, which runs ${tool}`}.`,
      isBelow: false,
      usesNode: tool !== 'bun',
    };
  }
  if (manifest.workspaces !== undefined || folder.names.has('pnpm-workspace.yaml')) {
    const tested = folder.paths
      .filter((path) => /^[\w@][\w@./-]*\/package\.json$/.test(path) && hasTests(folder.text(path)))
      .map((path) => path.slice(0, -'/package.json'.length));
    const plain = manager.testWorkspaces(tested);
    const finding = `Tests: the script \`test\` of ${tested.map((path) => `\`${path}\``).join(', ')}.`;
    return tested.length === 0 ? null : { plain, all: plain, some: null, finding, isBelow: true, usesNode: true };
  }
  const isBun = manager.name === 'bun' && folder.paths.some((path) => /[._](?:test|spec)\.[cm]?[jt]sx?$/.test(path));
  if (!isBun) return null;
  const all = `bun test --reporter=junit --reporter-outfile=${folder.results('bun')}`;
  return {
    plain: 'bun test',
    all,
    some: `${all} "\${tests[@]/#/./}"`,
    finding: 'Tests: `bun test`.',
    isBelow: false,
    usesNode: false,
  };
}

function hasTests(text: string): boolean {
  const manifest = readManifest(text);
  return manifest !== null && scriptOf(manifest, 'test') !== undefined;
}

interface Version {
  readonly step: SetUpStep;
  readonly finding: string;
  readonly check: string;
  /** Whether no file names one version. */
  readonly isGuess: boolean;
}

function nodeVersion({ names, directory }: Folder, { engines, volta }: Manifest): Version {
  const here = directory === '' ? '' : `${directory}/`;
  const step = (input: Record<string, string>): SetUpStep => ({
    action: actions.setupNode,
    // A cache that a run on an unread branch fills is one that other runs would trust.
    with: { ...input, 'package-manager-cache': false },
  });
  const file = ['.nvmrc', '.node-version'].find((name) => names.has(name));
  const named = file ?? (volta || isOne(engines?.node) ? 'package.json' : undefined);
  if (named !== undefined) {
    const finding = `Node: the version in \`${here}${named}\`.`;
    return { step: step({ 'node-version-file': `${here}${named}` }), finding, check: '', isGuess: false };
  }
  const range =
    engines?.node === undefined ? 'No file names a version of Node' : `\`engines\` allows \`${engines.node}\``;
  return {
    step: step({ 'node-version': 'lts/*' }),
    finding: `Node: the newest long-term one. ${range}.`,
    check: `${range}, so the newest long-term one is used; change \`node-version\` if you test with another.`,
    isGuess: true,
  };
}

/** Whether a range stays within one major version, so that it chooses rather than allows. */
function isOne(range: string | undefined): boolean {
  return range !== undefined && /^[\^~=v]?\s*\d+(?:\.[\dx*]+){0,2}$/.test(range.trim());
}
