import { detectSandbox, type SandboxWish } from '../../../src/adapters/sandbox/detect-sandbox.ts';
import type { Sandbox } from '../../../src/adapters/sandbox/sandbox.ts';

/** What every test of a sandbox sees of this process's environment. */
export const environment = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/' };

export function wish(part: Partial<SandboxWish> = {}): SandboxWish {
  return { name: null, image: null, environment, engineEnvironment: environment, allowNone: false, ...part };
}

/** The sandboxes that this machine can make. Others are named, with the reason, so that nobody thinks they were tried. */
export async function sandboxesHere(): Promise<Sandbox[]> {
  const here: Sandbox[] = [];
  for (const name of ['bubblewrap', 'unshare'] as const) {
    const found = await detectSandbox(wish({ name }));
    if ('sandbox' in found) here.push(found.sandbox);
    else process.stderr.write(`Not tried: ${found.refused}\n`);
  }
  return here;
}
