export interface LineSplitter {
  add(chunk: Uint8Array | string): void;
  /** Gives the last line, where it has no end. */
  end(): void;
}

/**
 * Cuts a stream of text into lines and keeps no more of it than the line that has not ended.
 * @param longest the most UTF-16 units of a line that are given; the rest is left out.
 */
export function splitLines(give: (line: string) => void, longest = 8_000): LineSplitter {
  const decoder = new TextDecoder();
  let open = '';

  const addText = (text: string) => {
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      give(open === '' ? text.slice(start, end) : (open + text.slice(start, end)).slice(0, longest));
      open = '';
      start = end + 1;
    }
    if (open.length < longest) open = (open + text.slice(start)).slice(0, longest);
  };

  return {
    add(chunk) {
      const parts = typeof chunk === 'string' ? cutText(chunk) : cutBytes(chunk);
      for (const part of parts) addText(typeof part === 'string' ? part : decoder.decode(part, { stream: true }));
    },
    end() {
      addText(decoder.decode());
      if (open !== '') give(open);
      open = '';
    },
  };
}

/** Bytes and UTF-16 units; lines are views of the piece that they are cut from, so pieces are small. */
const pieceLength = 256 * 1024;

function* cutBytes(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceLength) yield bytes.subarray(start, start + pieceLength);
}

function* cutText(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += pieceLength) yield text.slice(start, start + pieceLength);
}
