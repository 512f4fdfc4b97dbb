import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

/** @param files paths within the archive, and their contents */
export async function zip(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const [path, content] of files) archive.addBuffer(content, path);
  archive.end();
  return buffer(archive.outputStream);
}
