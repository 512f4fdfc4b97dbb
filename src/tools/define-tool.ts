import { z } from 'zod';
import type { Tool, ToolResult } from '../agent/tool.ts';
import type { Steps } from '../tasks/steps.ts';

interface ToolParts<Schema extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly input: Schema;
  readonly edits?: boolean;
  readonly onlyReads?: boolean;
  run(input: z.output<Schema>, steps: Steps): ToolResult | Promise<ToolResult>;
}

/** A tool whose input is checked by the same schema that the model is shown. A wrong input is refused with what is wrong. */
export function defineTool<Schema extends z.ZodObject>(parts: ToolParts<Schema>): Tool {
  const { name, description, input: schema, edits = false, onlyReads = false } = parts;
  return {
    name,
    description,
    edits,
    onlyReads,
    inputSchema: { ...z.toJSONSchema(schema, { io: 'input' }) },
    async run(input, steps) {
      const parsed = schema.safeParse(input);
      if (parsed.success) return parts.run(parsed.data, steps);
      return refuse(`The input of ${name} is not valid. ${z.prettifyError(parsed.error)}`);
    },
  };
}

export const done = (text: string): ToolResult => ({ kind: 'done', text });

export const refuse = (reason: string): ToolResult => ({ kind: 'refused', reason });
