import type { Finding } from './finding.ts';
import { fingerprint } from './fingerprint.ts';

/** The findings without those that are known, each once. @param known fingerprints. */
export function unseen(findings: readonly Finding[], known: ReadonlySet<string> = new Set()): Finding[] {
  const seen = new Set(known);
  return findings.filter((finding) => {
    const print = fingerprint(finding);
    return !seen.has(print) && seen.add(print);
  });
}
