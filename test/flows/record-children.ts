import childProcess from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Loaded before a program: writes down the arguments of every child process that it starts, environment included. */
const file = process.env.RECORD_CHILDREN;
if (file === undefined) throw new Error('RECORD_CHILDREN names no file.');
delete process.env.RECORD_CHILDREN;
childProcess.spawn = new Proxy(childProcess.spawn, {
  apply(spawn, self, args) {
    appendFileSync(file, `${JSON.stringify(args, (key, value) => (key === 'stdio' ? undefined : value))}\n`);
    return Reflect.apply(spawn, self, args);
  },
});
syncBuiltinESMExports();
