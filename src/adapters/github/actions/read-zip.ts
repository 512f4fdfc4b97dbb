import { fromBufferPromise, validateFileName } from 'yauzl';

const limits = { bytes: 20 * 1024 * 1024, files: 200 };

/**
 * The XML files of an archive that someone else packed. Nothing is written to the disk; names that would leave a folder
 * are passed over all the same. What exceeds 20 MB unpacked or 200 files is left out.
 * @returns an empty list where the archive cannot be read.
 */
export async function readXmlFiles(archive: Buffer): Promise<string[]> {
  const files: string[] = [];
  let bytes = 0;
  try {
    // Names are checked below: checked by the library, a bad one would refuse the whole archive.
    const zip = await fromBufferPromise(archive, { lazyEntries: true, decodeStrings: false });
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileNameRaw.toString('utf8');
      if (!name.toLowerCase().endsWith('.xml') || validateFileName(name) !== null) continue;
      if (files.length === limits.files || bytes + entry.uncompressedSize > limits.bytes) break;
      const content: Buffer[] = [];
      // The stream ends with an error when more comes than the entry declares.
      for await (const chunk of await zip.openReadStreamPromise(entry)) content.push(chunk);
      const text = Buffer.concat(content);
      bytes += text.length;
      files.push(text.toString('utf8'));
    }
  } catch (error) {
    // A broken archive costs what is behind the break, and nothing else: the log is still there.
    if (!(error instanceof Error)) throw error;
  }
  return files;
}
