import { readFileSync } from 'node:fs';

/** A recording of a real run, in the folder that Actions checks the repository `shop` out to. */
export function readFixture(name: string): string {
  return readFileSync(new URL(`../fixtures/test-results/${name}`, import.meta.url), 'utf8');
}

/** The folder that the recordings name. */
export const shopRoot = '/home/runner/work/shop/shop';
