import { BroadcastChannel } from 'node:worker_threads';

export const warningChannel = 'goatcode thread warnings';

/** Says what threads warn of as warnings of this process, each once, however many threads find the same. */
export function repeatWarnings(): void {
  const said = new Set<unknown>();
  const channel = new BroadcastChannel(warningChannel);
  channel.onmessage = ({ data }: MessageEvent) => {
    if (said.has(data)) return;
    said.add(data);
    process.emitWarning(String(data));
  };
  channel.unref();
}
