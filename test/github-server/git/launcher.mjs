import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';

/** Runs git for the process that forked this one, and ends with it. */
process.on('message', async ({ id, args, settings, input }) => {
  try {
    const child = spawn('git', args, { ...settings, stdio: 'pipe' });
    const ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    // git may end without reading its input; its exit code says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const [code, output, errors] = await Promise.all([ended, buffer(child.stdout), buffer(child.stderr)]);
    process.send({ id, code, output, errors: errors.toString() });
  } catch (error) {
    process.send({ id, code: null, output: Buffer.alloc(0), errors: error.message });
  }
});
process.on('disconnect', () => process.exit());
