import { describe, expect, it } from 'vitest';
import { readMockFile } from '../../../lib/generate/mock/mock-file.ts';

const several = { only: undefined, from: 'mock.json' };

describe('a file of wishes', () => {
  it('says what is drawn, for all tables and for one', () => {
    const file = readMockFile(
      { seed: 'demo', nulls: 0.1, tables: { pedido: { rows: 50, fields: { cpf: 'cpf' } } } },
      several,
    );

    expect(file).toEqual({
      seed: 'demo',
      nulls: 0.1,
      tables: { pedido: { rows: 50, fields: { cpf: 'cpf' } } },
    });
  });

  it('may name fields and references at the top where there is a single table', () => {
    const file = readMockFile(
      { fields: { a: 'cpf' }, references: { b: null } },
      { only: 'pedido', from: 'mock.json' },
    );

    expect(file).toEqual({ tables: { pedido: { fields: { a: 'cpf' }, references: { b: null } } } });
    expect(() => readMockFile({ fields: {} }, several)).toThrow(
      'Expected entries of mock.json that are known, got "fields"',
    );
  });

  it.each([
    [[], 'Expected mock.json to be a JSON object, got a list'],
    [{ sead: 'a' }, 'Did you mean "seed"?'],
    [{ nulls: 2 }, 'Expected mock.json.nulls to be a number from 0 to 1'],
    [{ rows: 'many' }, 'Expected mock.json.rows to be a number'],
    [{ tables: { t: { references: { a: 3 } } } }, 'references.a of mock.json, tables.t'],
    [{ tables: { t: null } }, 'Expected mock.json, tables.t to be a JSON object, got null'],
    [{ tables: { t: { fild: {} } } }, 'Did you mean "fields"?'],
  ])('with a wrong entry is refused: %j', (json, message) => {
    expect(() => readMockFile(json, several)).toThrow(message);
  });
});
