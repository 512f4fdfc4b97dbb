import type { FixRecord, PlanRecord } from '../tasks/fix/fix-record.ts';
import { inlineCode, plainMarkdown } from './plain-markdown.ts';
import { riskFindings } from './risk-findings.ts';

/** The plan, and how risky it is. The words are the model's: they are made harmless. */
export function describePlan({ plan, risk, hash, allowedBy, from }: PlanRecord): string {
  const { doneWhen, steps, files, tests, untouched, openQuestions } = plan;
  const changes = files.map(({ path, change, symbols }) => {
    const names = symbols.length === 0 ? '' : `: ${symbols.map(inlineCode).join(', ')}`;
    return `${change} ${inlineCode(path)}${names}`;
  });
  return [
    `### Plan \`${hash.slice(0, 7)}\``,
    from === null ? '' : `Made by task \`${from}\`.`,
    `**Risk: ${risk.level}.**${allowedBy === null ? '' : ` Allowed by @\u200b${allowedBy}.`}`,
    riskFindings(risk.findings),
    list('Done when', doneWhen.map(prose)),
    list('Steps', steps.map(prose), true),
    list('Files', changes),
    list(
      'Tests',
      tests.map(({ path, shows }) => `${inlineCode(path)}: ${prose(shows)}`),
    ),
    list('Not touched', untouched.map(prose)),
    list('Open questions', openQuestions.map(prose)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What stands on top of a pull request that is not of low risk; empty for others. */
export function riskNote({ plan, risk }: Pick<FixRecord, 'plan' | 'risk'>): string {
  if (!risk || risk.report.level === 'low') return '';
  const { report, allowedBy } = risk;
  const by = allowedBy ?? plan?.allowedBy ?? null;
  const what =
    by !== null
      ? `Allowed by @\u200b${by}.`
      : report.level === 'medium'
        ? 'It stays a draft until a person takes it out of draft.'
        : 'Who has write access can accept exactly this with `/goat approve`.';
  return [`> **The risk of this change is ${report.level}.** ${what}`, riskFindings(report.findings)].join('\n\n');
}

/** What the patch did beyond its plan, or left out; empty where it is as planned. */
export function comparedWithPlan({ risk }: Pick<FixRecord, 'risk'>): string {
  if (!risk || risk.beyondPlan.length === 0) return '';
  return ['## Compared with the plan', risk.beyondPlan.map((sentence) => `- ${prose(sentence)}`).join('\n')].join(
    '\n\n',
  );
}

const prose = (text: string) => plainMarkdown(text.replaceAll(/\s+/g, ' '), 500);

function list(title: string, items: readonly string[], isNumbered = false): string {
  if (items.length === 0) return '';
  return [`**${title}**`, items.map((item, index) => `${isNumbered ? `${index + 1}.` : '-'} ${item}`).join('\n')].join(
    '\n\n',
  );
}
