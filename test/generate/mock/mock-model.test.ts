import { describe, expect, it } from 'vitest';
import { mockModel } from '../../../lib/generate/mock/mock-model.ts';
import { columnValues } from '../../../lib/generate/mock/rows/mock-column.ts';
import { hourlyTime } from '../../../lib/generate/mock/rows/mock-time.ts';
import { countsAround } from '../../../lib/generate/mock/rows/row-counts.ts';
import { differentIn, optionsFor, rowsOf, rowsOfTable, schemasOf, tablesOf } from './tables-of.ts';

const ROWS = 500;

const SHOP = `
  CREATE TABLE cliente (id bigint PRIMARY KEY, nome text NOT NULL, indicado_por bigint REFERENCES cliente);
  CREATE TABLE conta (id_conta int PRIMARY KEY, id_cliente bigint NOT NULL REFERENCES cliente);
  CREATE TABLE perfil (id_cliente bigint PRIMARY KEY REFERENCES cliente, apelido text);
  CREATE TABLE pedido (loja smallint, numero int, id_conta int REFERENCES conta, PRIMARY KEY (loja, numero));
  CREATE TABLE item (loja smallint, numero int, linha smallint, qtd int, PRIMARY KEY (loja, numero, linha),
    FOREIGN KEY (loja, numero) REFERENCES pedido);
  CREATE TABLE favorito (id_cliente bigint REFERENCES cliente, id_conta int REFERENCES conta,
    PRIMARY KEY (id_cliente, id_conta));
`;

describe('tables that refer to each other', () => {
  it('hold every key and every reference', () => {
    const rows = rowsOf(SHOP, ROWS);

    const keys = {
      cliente: ['id'],
      conta: ['id_conta'],
      perfil: ['id_cliente'],
      pedido: ['loja', 'numero'],
      item: ['loja', 'numero', 'linha'],
      favorito: ['id_cliente', 'id_conta'],
    };
    for (const [table, fields] of Object.entries(keys)) {
      expect(rows[table]).toHaveLength(ROWS);
      expect([table, differentIn(rows[table] ?? [], ...fields)]).toEqual([table, ROWS]);
    }
    expect(danglingIn(rows, 'conta', 'id_cliente', 'cliente', 'id')).toBe(0);
    expect(danglingIn(rows, 'cliente', 'indicado_por', 'cliente', 'id')).toBe(0);
    expect(danglingIn(rows, 'perfil', 'id_cliente', 'cliente', 'id')).toBe(0);
    expect(danglingIn(rows, 'pedido', 'id_conta', 'conta', 'id_conta')).toBe(0);
    const orders = new Set(rows.pedido?.map(({ loja, numero }) => `${loja}/${numero}`));
    expect(rows.item?.filter((item) => !orders.has(`${item.loja}/${item.numero}`))).toEqual([]);
  });

  it('come in an order in which they can be filled', () => {
    expect(Object.keys(tablesOf(SHOP, 1))).toEqual([
      'cliente',
      'conta',
      'perfil',
      'pedido',
      'item',
      'favorito',
    ]);
  });

  it('have no row that refers to a later row of its own table', () => {
    const rows = rowsOf(SHOP, ROWS).cliente ?? [];
    const places = new Map(rows.map(({ id }, place) => [id, place]));

    const later = rows.filter(
      (row, place) => row.indicado_por !== null && (places.get(row.indicado_por ?? 0) ?? 0) > place,
    );

    expect(later).toEqual([]);
    expect(rows.some(({ indicado_por }) => indicado_por === null)).toBe(true);
  });

  it('are referred to unequally, the more so the larger the skew is', () => {
    const mostReferred = [1, 2, 4].map((skew) => {
      const rows = rowsOfTable(tablesOf(SHOP, ROWS, { skew }).conta);
      const counts = new Map<unknown, number>();
      for (const { id_cliente } of rows) counts.set(id_cliente, (counts.get(id_cliente) ?? 0) + 1);
      return Math.max(...counts.values());
    });

    expect(mostReferred).toEqual([...mostReferred].sort((a, b) => a - b));
    expect(mostReferred[2]).toBeGreaterThan((mostReferred[0] ?? 0) * 5);
  });

  it('refer by their names where no key is declared', () => {
    const { tb_cartao: card, fatura } = tablesOf(
      `CREATE TABLE contas (id_conta int, saldo numeric(10,2));
       CREATE TABLE tb_cartao (id int, id_conta int, tipo text);
       CREATE TABLE fatura (cartao_id int, conta_id text, tipo int);`,
      20,
    );

    expect(card?.references).toMatchObject([
      { fields: ['id_conta'], to: ['id_conta'], sureness: 'named' },
    ]);
    // A key of another type is not meant, and a word that identifies nothing refers to nothing.
    expect(fatura?.references).toMatchObject([
      { fields: ['cartao_id'], to: ['id'], sureness: 'named' },
    ]);
  });

  it('refer to what a person says, or to nothing', () => {
    const sql = `CREATE TABLE conta (id int, nome text); CREATE TABLE cartao (conta_id int, outra int)`;

    const { cartao } = tablesOf(sql, 20, {
      wishes: { cartao: { references: { conta_id: null, outra: 'conta.id' } } },
    });

    expect(cartao?.references).toMatchObject([{ fields: ['outra'], sureness: 'declared' }]);
    expect(() =>
      tablesOf(sql, 20, { wishes: { cartao: { references: { outra: 'conta.ident' } } } }),
    ).toThrow('Expected cartao.outra to refer to a field of a table');
    expect(() =>
      tablesOf(sql, 20, { wishes: { cartao: { references: { outro: 'conta.id' } } } }),
    ).toThrow('Did you mean "outra"?');
    expect(() => tablesOf(sql, 20, { wishes: { cartaos: {} } })).toThrow('Did you mean "cartao"?');
  });

  it('have NULL where a reference closes a circle or leaves the tables', () => {
    const circle = rowsOf(
      `CREATE TABLE a (id int PRIMARY KEY, b_id int);
       CREATE TABLE b (id int PRIMARY KEY, a_id int NOT NULL REFERENCES a);
       ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b`,
      20,
    );
    expect(circle.a?.every(({ b_id }) => b_id === null)).toBe(true);
    expect(danglingIn(circle, 'b', 'a_id', 'a', 'id')).toBe(0);
    const [, b] = schemasOf(`CREATE TABLE a (id int PRIMARY KEY);
      CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a)`);
    if (b === undefined) throw new Error('no table b');
    const [alone] = mockModel([b], optionsFor(20));
    expect(rowsOfTable(alone).every(({ a_id }) => a_id === null)).toBe(true);
  });

  it('are refused where a required reference leaves the tables', () => {
    const [, b] = schemasOf(`CREATE TABLE a (id int PRIMARY KEY);
      CREATE TABLE b (id int PRIMARY KEY, a_id int NOT NULL REFERENCES a)`);
    if (b === undefined) throw new Error('no table b');

    expect(() => mockModel([b], optionsFor(20))).toThrow(
      'Expected the table a, which b.a_id refers to, among the tables, got only b',
    );
  });
});

describe('keys', () => {
  it('that are too narrow are refused before the first row', () => {
    const { t, u } = tablesOf(
      `CREATE TABLE t (ativo boolean PRIMARY KEY);
       CREATE TABLE u (uf char(2) UNIQUE CHECK (uf IN ('SP', 'RJ', 'MG')), nome text)`,
      4,
    );

    expect(() => t?.countOf(0)).toThrow('Expected keys of t (ativo) with at least 4 different');
    expect(() => u?.countOf(0)).toThrow('Ask for at most 3 rows of it');
  });

  it('of several fields without a wide one use all of them together', () => {
    const { t } = tablesOf(
      'CREATE TABLE t (a boolean, b boolean, c boolean, d boolean, PRIMARY KEY (a, b, c, d))',
      16,
    );

    expect(differentIn(rowsOfTable(t), 'a', 'b', 'c', 'd')).toBe(16);
  });

  it('that contain another key need nothing more', () => {
    const rows =
      rowsOf('CREATE TABLE t (id int PRIMARY KEY, uf text, UNIQUE (id, uf))', 100).t ?? [];

    expect(differentIn(rows, 'id')).toBe(100);
  });

  it('are never NULL, other nullable fields are in a share of the rows', () => {
    const rows = rowsOf('CREATE TABLE t (id int, cod text UNIQUE, obs text)', 2000).t ?? [];

    expect(rows.filter(({ cod }) => cod === null)).toEqual([]);
    const share = rows.filter(({ obs }) => obs === null).length / rows.length;
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.07);
  });

  it('are left to the database where it fills them and nothing refers to them', () => {
    const { t, u } = tablesOf(
      `CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, nome text);
       CREATE TABLE u (id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED)`,
      2,
    );

    expect(t?.fields).toEqual(['nome']);
    expect(u?.fields).toEqual(['id', 'a']);
  });
});

describe('fields that a CHECK orders', () => {
  it('are in order, also in a chain and where they may not be equal', () => {
    const rows =
      rowsOf(
        `CREATE TABLE t (a int NOT NULL, b int NOT NULL, c int NOT NULL, CHECK (a < b), CHECK (b <= c),
           pago numeric(12,2) NOT NULL, troco numeric(12,2), CHECK (troco <= pago),
           um date NOT NULL, dois date NOT NULL, CHECK (dois > um),
           menor int CHECK (menor BETWEEN 50 AND 90), maior int CHECK (maior BETWEEN 0 AND 60),
           CHECK (menor <= maior))`,
        2000,
      ).t ?? [];

    expect(rows).toHaveLength(2000);
    for (const { a, b, c, pago, troco, um, dois, menor, maior } of rows) {
      expect([Number(a) < Number(b), Number(b) <= Number(c)]).toEqual([true, true]);
      expect(troco === null || Number(troco) <= Number(pago)).toBe(true);
      expect(String(um) < String(dois)).toBe(true);
      expect(menor === null || maior === null || Number(menor) <= Number(maior)).toBe(true);
    }
  });
});

describe('rows of many periods', () => {
  const first = 490_000;
  const options = {
    time: hourlyTime,
    counts: countsAround(() => 20, { first, seedOf: () => 'test' }),
  };

  it('never repeat a key, and refer to rows of the same or an earlier period', () => {
    const { cliente, conta } = tablesOf(SHOP, 1, options);
    const periods = Array.from({ length: 50 }, (_, place) => first + place);

    const seen = new Set<unknown>();
    let earlier = 0;
    const accounts: unknown[] = [];
    for (const period of periods) {
      const here = new Set(rowsOfTable(cliente, period).map(({ id }) => id));
      for (const id of here) {
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
      for (const { id_cliente, id_conta } of rowsOfTable(conta, period)) {
        expect(seen.has(id_cliente)).toBe(true);
        if (!here.has(id_cliente ?? 0)) earlier += 1;
        accounts.push(id_conta);
      }
    }

    expect(earlier).toBeGreaterThan(100);
    expect(new Set(accounts).size).toBe(accounts.length);
  });

  it('have counts around the mean, and at least one row', () => {
    const { cliente } = tablesOf(SHOP, 1, options);
    const few = tablesOf(SHOP, 1, {
      ...options,
      counts: countsAround(() => 0.01, { first, seedOf: () => 'test' }),
    });

    const counts = Array.from({ length: 400 }, (_, place) => cliente?.countOf(first + place) ?? 0);

    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(Math.abs(mean - 20)).toBeLessThan(1);
    expect(few.cliente?.countOf(first)).toBe(1);
  });
});

describe('the rows of a table', () => {
  it('are the same in any order and in any part', () => {
    const { item } = tablesOf(SHOP, 3000);
    const all = rowsOfTable(item);

    const again = rowsOfTable(tablesOf(SHOP, 3000).item);

    expect(again).toEqual(all);
    const part = [...(item?.rowSets(0, 1234, 1300) ?? [])].flatMap((rows) =>
      item === undefined ? [] : columnValues(item.records(rows)),
    );
    expect(part).toEqual(all.slice(1234, 1300));
  });

  it('keep their values when a column is added', () => {
    const before = rowsOf('CREATE TABLE t (id int, nome text, obs text)', 50).t ?? [];
    const after = rowsOf('CREATE TABLE t (zero int, id int, nome text, obs text)', 50).t ?? [];

    expect(after.map(({ zero: _, ...rest }) => rest)).toEqual(before);
  });
});

/** Rows whose reference no row of the other table has. */
function danglingIn(
  rows: ReturnType<typeof rowsOf>,
  table: string,
  field: string,
  other: string,
  key: string,
): number {
  const keys = new Set(rows[other]?.map((row) => row[key]));
  const values = (rows[table] ?? []).map((row) => row[field]);
  expect(values.filter((value) => value !== null).length).toBeGreaterThan(0);
  return values.filter((value) => value !== null && !keys.has(value)).length;
}
