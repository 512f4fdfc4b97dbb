import { platform } from 'node:os';
import { execa } from 'execa';
import { bubblewrapSandbox } from './bubblewrap-sandbox.ts';
import { type ContainerEngine, containerSandbox } from './container-sandbox.ts';
import { noSandbox } from './no-sandbox.ts';
import { whyNotWorking } from './probe-sandbox.ts';
import type { Sandbox, SandboxName } from './sandbox.ts';
import { unshareSandbox } from './unshare-sandbox.ts';

type Variables = Readonly<Record<string, string>>;

export interface SandboxWish {
  /** Null takes the first that works. */
  readonly name: SandboxName | null;
  /** For a container. Without one, containers are not used: no image is right for every repository. */
  readonly image: string | null;
  /** What tests would see, and what a container engine's client needs. */
  readonly environment: Variables;
  readonly engineEnvironment: Variables;
  /** Whether tests may run where there is no sandbox. */
  readonly allowNone: boolean;
}

export type DetectedSandbox = { readonly sandbox: Sandbox } | { readonly refused: string };

/** In the order in which they are tried. */
const names = ['docker', 'podman', 'bubblewrap', 'unshare'] as const;
/** An engine that is there answers at once. */
const answerMs = 10_000;

/**
 * The sandbox that tests run in: the one that was asked for, or the first that works. Each candidate runs a command
 * before it is taken, because a program that is installed may lack its engine or the rights that it needs.
 */
export async function detectSandbox(wish: SandboxWish): Promise<DetectedSandbox> {
  if (wish.name === 'none') {
    if (wish.allowNone) return { sandbox: noSandbox };
    return { refused: 'Without a sandbox the tests run with your rights: allow it by --allow-local-tests.' };
  }
  const failures: string[] = [];
  for (const name of wish.name === null ? names : [wish.name]) {
    const candidate = await findSandbox(name, wish);
    const why = 'refused' in candidate ? candidate.refused : await whyNotWorking(candidate.sandbox, wish.environment);
    if ('sandbox' in candidate && why === null) return candidate;
    failures.push(`${name}: ${why}`);
  }
  const list = failures.join('; ');
  if (wish.name !== null) return { refused: `The tests cannot run in the sandbox that was asked for: ${list}.` };
  if (wish.allowNone) return { sandbox: noSandbox };
  const cure = 'install bubblewrap, name an image for Docker or Podman by --image, or allow your rights';
  return { refused: `The tests have no sandbox on this machine (${list}): ${cure} by --allow-local-tests.` };
}

async function findSandbox(name: Exclude<SandboxName, 'none'>, wish: SandboxWish): Promise<DetectedSandbox> {
  if (name === 'docker' || name === 'podman') return await findEngine(name, wish);
  if (platform() !== 'linux') return { refused: 'works on Linux only' };
  return { sandbox: name === 'bubblewrap' ? bubblewrapSandbox : unshareSandbox };
}

async function findEngine(name: ContainerEngine['name'], wish: SandboxWish): Promise<DetectedSandbox> {
  const { image, engineEnvironment: environment } = wish;
  if (image === null) return { refused: 'no image is named by --image' };
  const field = name === 'docker' ? '{{json .SecurityOptions}}' : '{{.Host.Security.Rootless}}';
  const options = { env: environment, extendEnv: false, reject: false, timeout: answerMs } as const;
  const { exitCode, stdout, code } = await execa(name, ['info', '--format', field], options);
  if (code === 'ENOENT') return { refused: 'not installed' };
  if (exitCode !== 0) return { refused: 'its engine does not answer' };
  const rootless = name === 'docker' ? stdout.includes('name=rootless') : stdout.trim() === 'true';
  return { sandbox: containerSandbox({ name, image, rootless, environment }) };
}
