import { StringDecoder } from 'node:string_decoder';

export interface LineBlocks {
  add(chunk: Uint8Array | string): void;
  /** Gives the last line, where it has no end. */
  end(): void;
}

/**
 * Cuts a stream of text at ends of lines, and keeps no more of it than the line that has not ended.
 * @param give takes one or more whole lines, without the end of the last one.
 * @param longest the most UTF-16 units that are kept of a line that has not ended; the rest is left out.
 */
export function lineBlocks(give: (block: string) => void, longest = 8_000): LineBlocks {
  const decoder = new StringDecoder('utf8');
  let open = '';

  const addText = (text: string) => {
    const end = text.lastIndexOf('\n');
    if (end !== -1) {
      give(open + text.slice(0, end));
      open = '';
    }
    if (open.length < longest) open = (open + text.slice(end + 1)).slice(0, longest);
  };

  return {
    add(chunk) {
      const parts = typeof chunk === 'string' ? cutText(chunk) : cutBytes(chunk);
      for (const part of parts) addText(typeof part === 'string' ? part : decoder.write(part));
    },
    end() {
      addText(decoder.end());
      if (open !== '') give(open);
      open = '';
    },
  };
}

/** Bytes and UTF-16 units; lines are views of the piece that they are cut from, so pieces are small. */
const pieceLength = 64 * 1024;

function* cutBytes(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceLength) yield bytes.subarray(start, start + pieceLength);
}

function* cutText(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += pieceLength) yield text.slice(start, start + pieceLength);
}
