import { writeFile } from 'node:fs/promises';
import { configurationJsonSchema, configurationPage } from '../../src/config/describe-configuration.ts';

/** Writes the pages of `docs/` that are made from the code: `npm run docs`. */
await writeFile('docs/goat.schema.json', configurationJsonSchema());
await writeFile('docs/configuration.md', configurationPage());
