import { z } from 'zod';
import { repositorySchema } from './repository-schema.ts';

/** The parts of a JSON schema that our own one uses. */
const node = z.object({
  type: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  get properties() {
    return z.record(z.string(), node).optional();
  },
});
type Node = z.output<typeof node>;

/** The schema as editors read it, as text of a file. */
export function configurationJsonSchema(): string {
  const schema = z.toJSONSchema(repositorySchema, { io: 'input' });
  const title = 'What a repository tells goatcode in .github/goat.yml';
  return `${JSON.stringify({ ...schema, title }, null, 2)}\n`;
}

/** The page for people: the keys, a table for each section. */
export function configurationPage(): string {
  const { properties = {} } = node.parse(z.toJSONSchema(repositorySchema, { io: 'input' }));
  return `# Repository configuration

\`.github/goat.yml\` is read from the default branch, at the start of each task; on a machine, from the commit that a fix starts
from. Every key may be left out. A file with a mistake stops a task before it spends anything, with a sentence for what is
wrong. [goat.schema.json](goat.schema.json) is the same for editors; this page and that file are the output of
\`npm run docs\`.

\`\`\`yaml
test:
  command: npm test
labels:
  - goat
limits:
  iterations: 3
ci:
  foreignWorkflows: refuse
\`\`\`

| key | value | default | meaning |
|---|---|---|---|
${Object.entries(properties)
  .flatMap(([name, section]) => rows(name, section))
  .join('\n')}
`;
}

function rows(name: string, section: Node): string[] {
  if (section.properties === undefined) return [row(name, section)];
  return Object.entries(section.properties).map(([key, value]) => row(`${name}.${key}`, value));
}

function row(key: string, value: Node): string {
  const given = value.default === undefined ? '' : `\`${JSON.stringify(value.default).replaceAll('"', '')}\``;
  return `| \`${key}\` | ${allowed(value)} | ${given} | ${value.description ?? ''} |`;
}

function allowed({ type, enum: values, minimum, maximum }: Node): string {
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (type === 'integer' || type === 'number')
    return `${(minimum ?? 0).toLocaleString('en-US')} to ${maximum?.toLocaleString('en-US')}`;
  return { boolean: 'true, false', array: 'a list', string: 'text' }[type ?? ''] ?? '';
}
