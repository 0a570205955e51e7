import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeclarationError } from '../../lib/errors.ts';
import {
  type Declaration,
  declarationBytes,
  declarationIdentity,
  declaredTable,
  parseDeclaration,
} from '../../lib/lake/declaration.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import type { Job } from '../../lib/model/job.ts';
import { parsePeriod } from '../../lib/model/period.ts';
import { accountsOfDays } from '../land/accounts-a-day.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { anyDay, anyHour } from '../model/any-period.ts';

const lake = { lake: './lake' };

describe('the bytes of a declaration', () => {
  it('are these', () => {
    const text = textOf(declarationBytes(declarationOf(accountsOfDays, '2026-11-20')));

    expect(text).toBe(`{
  "format": 1,
  "job": "accounts-a-day",
  "layer": "landing",
  "grain": "day",
  "since": "2026-11-20",
  "source": "accounts-a-day",
  "settings": {
    "least-accounts": 3
  },
  "inputs": [
    "fake-accounts"
  ],
  "versions": {
    "generator": "accounts-a-day/1"
  },
  "table": {
    "name": "accounts_a_day",
    "columns": [
      {
        "name": "hora",
        "type": "string"
      },
      {
        "name": "contas",
        "type": "integer"
      },
      {
        "name": "sha256",
        "type": "string"
      }
    ]
  }
}
`);
  });

  it('do not depend on the order in which an object has its fields', () => {
    const declaration = declarationOf(fakeAccounts, '2026-11-20T13');
    const reversed = Object.fromEntries(Object.entries(declaration).reverse());

    expect(textOf(declarationBytes({ ...declaration, ...reversed }))).toBe(
      textOf(declarationBytes(declaration)),
    );
    expect(textOf(declarationBytes(reversed as unknown as Declaration))).toBe(
      textOf(declarationBytes(declaration)),
    );
  });

  it('are read as the declaration they were made from', () => {
    const settings = fc.dictionary(
      fc.stringMatching(/^[a-z]+(-[a-z]+)*$/),
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.boolean(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
      ),
    );
    fc.assert(
      fc.property(anyHour, settings, (since, given) => {
        const declaration = { ...declarationOf(fakeAccounts, since), settings: given };

        const bytes = declarationBytes(declaration);

        expect(parseDeclaration(bytes, fakeAccounts, lake)).toEqual(declaration);
      }),
    );
    fc.assert(
      fc.property(anyDay, (since) => {
        const declaration = declarationOf(accountsOfDays, since);

        expect(parseDeclaration(declarationBytes(declaration), accountsOfDays, lake)).toEqual(
          declaration,
        );
      }),
    );
  });

  it('say for how many days objects are kept, and nothing where that is for ever', () => {
    const job: Job = { ...fakeAccounts, keepDays: 30 };
    const [kept, forEver] = [job, fakeAccounts].map((one) => declarationOf(one, '2026-11-20T13'));
    if (kept === undefined || forEver === undefined) throw new TypeError('no declaration');

    const bytes = declarationBytes(kept);

    expect(textOf(declarationBytes(forEver))).not.toContain('keepDays');
    expect(textOf(bytes).replace('  "keepDays": 30,\n', '')).toBe(
      textOf(declarationBytes(forEver)),
    );
    expect(parseDeclaration(bytes, fakeAccounts, lake)).toEqual(kept);
    expect(declarationIdentity(kept)).toBe(declarationIdentity(forEver));
    expect(declarationIdentity(forEver)).toBe(sha256(declarationBytes(forEver)));
  });

  it('have no beginning for a job of captured files', () => {
    const job: Job = { ...fakeAccounts, grain: 'file' };
    const declaration = { ...declarationOf(job, '2026-11-20T13'), since: undefined };

    const bytes = declarationBytes(declaration);

    expect(textOf(bytes)).not.toContain('since');
    expect(parseDeclaration(bytes, job, lake)).toEqual(declaration);
  });
});

describe('a declaration that is not usable', () => {
  const right = JSON.parse(textOf(declarationBytes(declarationOf(fakeAccounts, '2026-11-20T13'))));

  it.each([
    ['is empty', '', '0 bytes that are no JSON object'],
    ['is no JSON', '{"format": 1,', '13 bytes that are no JSON object'],
    ['is no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), '3 bytes that are no JSON object'],
    ['is a list', '[]', '2 bytes that are no JSON object'],
    ['is null', 'null', '4 bytes that are no JSON object'],
    ['is a text', '"format"', '8 bytes that are no JSON object'],
    ['has no fields', '{}', 'JSON with other fields'],
    ['has no format', { format: undefined }, 'JSON with other fields'],
    ['has a format that is text', { format: '1' }, 'JSON with other fields'],
    ['has a format before the first', { format: 0 }, 'JSON with other fields'],
    ['has no job', { job: 7 }, 'JSON with other fields'],
    ['has an unknown layer', { layer: 'silver' }, 'JSON with other fields'],
    ['has an unknown grain', { grain: 'week' }, 'JSON with other fields'],
    ['has no beginning', { since: undefined }, 'JSON with other fields'],
    ['keeps for less than a week', { keepDays: 6 }, 'JSON with other fields'],
    ['keeps for a part of a day', { keepDays: 7.5 }, 'JSON with other fields'],
    ['keeps for a text', { keepDays: '30' }, 'JSON with other fields'],
    ['keeps bronze for some days', { layer: 'bronze', keepDays: 30 }, 'JSON with other fields'],
    ['begins at no hour', { since: '2026-02-29T00' }, 'JSON with other fields'],
    ['begins with a day, at the grain hour', { since: '2026-11-20' }, 'JSON with other fields'],
    ['has no settings', { settings: null }, 'JSON with other fields'],
    ['has a list of settings', { settings: [] }, 'JSON with other fields'],
    ['has a setting that is an object', { settings: { seed: {} } }, 'JSON with other fields'],
    ['has inputs that are no names', { inputs: [7] }, 'JSON with other fields'],
    ['has inputs that are no list', { inputs: 'a' }, 'JSON with other fields'],
    ['has a version that is a number', { versions: { generator: 1 } }, 'JSON with other fields'],
    ['has no table', { table: undefined }, 'JSON with other fields'],
    ['has a table without columns', { table: { name: 't' } }, 'JSON with other fields'],
    [
      'has a column without a type',
      { table: { name: 't', columns: [{ name: 'a' }] } },
      'JSON with other fields',
    ],
  ])('because it %s says so, and what to do', (_, content, got) => {
    const parse = () => parseDeclaration(bytesOf(content, right), fakeAccounts, lake);

    expect(parse).toThrow(
      new DeclarationError(
        {
          expected: './lake/_lake/fake-accounts.json to be the declaration of a job',
          got,
          advice:
            'Restore the file, or delete it: the next run writes it again from the footers of the files.',
        },
        { key: '_lake/fake-accounts.json' },
      ),
    );
  });

  it('because a newer version wrote it says so, whatever else it has', () => {
    const parse = () =>
      parseDeclaration(bytesOf({ format: 2, table: 'elsewhere' }, right), fakeAccounts, lake);

    expect(parse).toThrow(DeclarationError);
    expect(parse).toThrow(/got a declaration of format 2\. Update Hourlake\.$/);
  });

  it.each([
    ['job', { job: 'other' }, '"other"'],
    ['layer', { layer: 'bronze' }, '"bronze"'],
    ['grain', { grain: 'day', since: '2026-11-20' }, '"day"'],
    ['source', { source: 'captured-accounts' }, '"captured-accounts"'],
    ['inputs', { inputs: ['podcasts'] }, '"podcasts"'],
    ['table', { table: { ...right.table, name: 'other' } }, '"other"'],
    [
      'columns',
      { table: { ...right.table, columns: right.table.columns.slice(0, 2) } },
      '"id string, criado_em timestamp"',
    ],
    [
      'columns',
      { table: { ...right.table, columns: [{ name: 'id', type: 'integer' }] } },
      '"id integer"',
    ],
  ])('because it is of another %s says which', (name, fields, got) => {
    const parse = () => parseDeclaration(bytesOf(fields, right), fakeAccounts, lake);

    expect(parse).toThrow(DeclarationError);
    expect(parse).toThrow(`Expected ./lake/_lake/fake-accounts.json to declare the ${name} `);
    expect(parse).toThrow(`got ${got}. The lake was filled by another job.`);
  });

  it('is refused whatever its bytes are, and never ends with a defect', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          expect(() => parseDeclaration(bytes, fakeAccounts, lake)).toThrow(DeclarationError);
        },
      ),
    );
  });
});

function declarationOf(job: Job, since: string): Declaration {
  const { name, layer, grain, source, inputs = [], table } = job;
  return {
    job: name,
    layer,
    grain,
    since: parsePeriod(since),
    source: source.kind,
    settings: { 'least-accounts': 3 },
    inputs,
    versions: { generator: `${source.kind}/1` },
    table: declaredTable(table),
  };
}

/** Bytes as they are, or the JSON of a right declaration with some fields changed. */
function bytesOf(content: string | Uint8Array | object, right: object): Uint8Array {
  if (content instanceof Uint8Array) return content;
  const text = typeof content === 'string' ? content : JSON.stringify({ ...right, ...content });
  return new TextEncoder().encode(text);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
