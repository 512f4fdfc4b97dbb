import { z } from 'zod';
import { type Planning, planSchema } from './plan.ts';
import type { Tool } from './tool.ts';

/** The tool that a plan is made with. It ends the round; once a plan is accepted, there is no other. */
export function planTool(planning: Planning): Tool {
  return {
    name: 'plan',
    description:
      'Says what you will do, before any edit. It is shown to people and compared with what you then do. It ends the ' +
      'round in which you were asked for a plan, and is refused in every other.',
    inputSchema: { ...z.toJSONSchema(planSchema, { io: 'input' }) },
    async run(input) {
      if (planning.isAccepted) return { kind: 'refused', reason: 'There is a plan already. Go on with it.' };
      const parsed = planSchema.safeParse(input);
      if (!parsed.success) {
        return { kind: 'refused', reason: `The plan is not valid. ${z.prettifyError(parsed.error)}` };
      }
      planning.plan = parsed.data;
      return { kind: 'done', text: 'The plan is noted.', endsRound: true };
    },
  };
}

/** The same tools, which do nothing before a plan is accepted: what a model is offered must not change within a task. */
export function onlyOncePlanned(planning: Planning, tools: readonly Tool[]): Tool[] {
  return tools.map((tool) => ({
    ...tool,
    async run(input, steps) {
      if (planning.isAccepted) return tool.run(input, steps);
      return { kind: 'refused', reason: `Nothing is edited before there is a plan. Call plan first.` };
    },
  }));
}
