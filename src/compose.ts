/** The one place that builds adapters and hands them to tasks: here lie its two doors. */
export { composeLocal, type LocalGoat } from './compose/local.ts';
export { composeServer, type ServerGoat } from './compose/server.ts';
