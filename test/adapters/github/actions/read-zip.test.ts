import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { readXmlFiles } from '../../../../src/adapters/github/actions/read-zip.ts';
import { zipOf } from './zip-of.ts';

describe('readXmlFiles', () => {
  test('gives the XML files and nothing else', async () => {
    expect(await readXmlFiles(await zipOf({ 'a.xml': '<a/>', 'deep/b.XML': '<b/>', 'c.txt': 'no' }))).toEqual([
      '<a/>',
      '<b/>',
    ]);
  });

  test('FAULT 30: names that leave the folder are passed over, the others are read', async () => {
    // yazl refuses such names, so they are put in afterwards, at the same length.
    const archive = await zipOf({ 'xx/xx/evil.xml': '<evil/>', 'good.xml': '<good/>', 'x/absolute.xml': '<abs/>' });
    const forged = Buffer.from(
      archive.toString('latin1').replaceAll('xx/xx/evil', '../../evil').replaceAll('x/absolute', '//absolute'),
      'latin1',
    );
    expect(await readXmlFiles(forged)).toEqual(['<good/>']);
  });

  test('FAULT 30: a zip bomb stops at 20 MB', async () => {
    const archive = await zipOf({ 'first.xml': '<a/>', 'bomb.xml': 'a'.repeat(30 * 1024 * 1024), 'last.xml': '<b/>' });
    expect(archive.length).toBeLessThan(100_000);
    expect(await readXmlFiles(archive)).toEqual(['<a/>']);
  });

  test('FAULT 30: an entry that unpacks to more than it declares is refused', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('a'.repeat(1_000_000)), 'lie.xml');
    zip.end();
    const archive = await buffer(zip.outputStream);
    const declared = Buffer.alloc(4);
    declared.writeUInt32LE(1_000_000);
    const lie = Buffer.from(archive);
    for (let at = lie.indexOf(declared); at !== -1; at = lie.indexOf(declared, at + 1)) lie.writeUInt32LE(10, at);
    expect(await readXmlFiles(lie)).toEqual([]);
  });

  test('FAULT 30: no more than 200 files are read', async () => {
    const names = Array.from({ length: 250 }, (_, index) => [`${index}.xml`, '<a/>']);
    expect(await readXmlFiles(await zipOf(Object.fromEntries(names)))).toHaveLength(200);
  });

  test.each([[''], ['not a zip'], ['PK\x03\x04 cut']])('what is no archive gives nothing: %j', async (text) => {
    expect(await readXmlFiles(Buffer.from(text))).toEqual([]);
  });
});
