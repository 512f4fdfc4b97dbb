import { type Progress, target } from './job.ts';

const [url = '', argument = ''] = process.argv.slice(2);
const { job } = await import(url);
const report = (progress: Progress) => process.send?.({ progress });
const result: unknown = await job.run(target.parse(JSON.parse(argument)), report);
process.send?.({ result }, () => process.disconnect());
