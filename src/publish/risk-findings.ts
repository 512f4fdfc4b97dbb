import type { RiskFinding, RiskReport } from '../agent/risk/risk.ts';
import { inlineCode, plainMarkdown } from './plain-markdown.ts';

/** The reasons for a risk as a list, the gravest first. */
export function riskFindings(all: RiskReport['findings'], most = 15): string {
  const shown = all.slice(0, most).map(line);
  if (all.length > shown.length) shown.push(`- … and ${all.length - shown.length} more.`);
  return shown.join('\n');
}

function line({ area, level, path, why }: RiskFinding): string {
  const place = path === '' ? '' : `${inlineCode(path)}: `;
  return `- ${level}, ${names[area]}: ${place}${plainMarkdown(why.replaceAll(/\s+/g, ' '), 500)}`;
}

const names: Readonly<Record<RiskFinding['area'], string>> = {
  authentication: 'authentication',
  cryptography: 'cryptography',
  payments: 'payments',
  migrations: 'migrations',
  ci: 'builds and deployment',
  dependencies: 'dependencies',
  publicApi: 'public interface',
  concurrency: 'concurrency',
  deletions: 'deletions',
  size: 'size',
  untested: 'not tested',
  paths: 'named in the configuration',
};
