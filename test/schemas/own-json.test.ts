import { describe, expect, it } from 'vitest';
import { jsonSchemas, jsonTables } from '../../lib/schemas/schema-file.ts';
import { tablesOfFile } from './read-sql.ts';

const place = { name: 'a', from: 'a.json' };

describe('tables as JSON', () => {
  it('are read as they were printed', async () => {
    const tables = await tablesOfFile('shop.sql');

    expect(jsonSchemas(JSON.stringify(tables), place)).toEqual(JSON.parse(JSON.stringify(tables)));
  });

  it.each([
    [[{ name: '', fields: [] }], 'Expected the name of a table at [0] of a.json'],
    [[{ name: 't', fields: [] }], 'Expected a list of fields at [0].fields of a.json'],
    [
      [{ name: 't', fields: [{ name: 'a', type: 'strin', mode: 'required' }] }],
      'Did you mean "string"?',
    ],
    [
      [{ name: 't', fields: [{ name: 'a', type: 'string' }] }],
      'Expected required, nullable, repeated at [0].fields[0].mode of a.json, got nothing',
    ],
    [
      [{ name: 't', fields: [{ name: 'a', type: 'record', mode: 'nullable' }] }],
      'Expected a list of fields at [0].fields[0].fields of a.json',
    ],
    [[{ name: 't', fields: [null] }], 'Expected a field at [0].fields[0] of a.json'],
  ])('that are broken say where: %j', (json, message) => {
    expect(() => jsonTables(json, place)).toThrow(message);
  });
});
