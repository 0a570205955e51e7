import { cnpj } from 'cpf-cnpj-validator';
import { describe, expect, it } from 'vitest';
import { checkDigit } from '../../../lib/generate/relational/card-number.ts';
import type { Field } from '../../../lib/schemas/table-schema.ts';
import { fieldsOf, madeRows, planned } from './planned.ts';

const ROWS = 400;

/** Domains that RFC 2606 reserves for documentation. */
const RESERVED = /(^|[/.@])example\.(com|net|org)$/;

describe('pairs', () => {
  it.each([
    'cod_situacao:integer des_situacao',
    'tip_conta:char(1) des_tip_conta',
    'id_marca:integer marca',
    'product_code product_name',
    'cod_zona:string(3) nom_zona',
    'station_id:integer station_name',
    'country_code country',
    'uf:char(2) estado',
    'cod_cidade:integer nom_cidade',
  ])('of %s have one description for each code', (names) => {
    const fields = fieldsOf(names);
    const [code = '', description = ''] = fields.map(({ name }) => name);

    const rows = madeRows(fields, ROWS);

    const known = new Map<unknown, unknown>();
    for (const row of rows) {
      if (!known.has(row[code])) known.set(row[code], row[description]);
      expect(row[description]).toBe(known.get(row[code]));
    }
    expect(known.size).toBeGreaterThan(2);
  });
});

describe('pairs with lists in the schema', () => {
  const code: Field = { name: 'cod_cor', type: 'integer', mode: 'required', values: [10, 20] };
  const name: Field = { name: 'cor', type: 'string', mode: 'required', values: ['a', 'b', 'c'] };

  it.each([
    ['code', [code, ...fieldsOf('cor')], 2],
    ['description', [...fieldsOf('cod_cor:integer'), name], 3],
    ['code and its description', [code, name], 2],
  ] as const)('keep the list of the %s', (_, fields, things) => {
    const rows = madeRows(fields, ROWS);

    const pairs = new Set(rows.map(({ cod_cor, cor }) => `${cod_cor} ${cor}`));
    expect(pairs.size).toBe(things);
    expect(new Set(rows.map(({ cod_cor }) => cod_cor)).size).toBe(things);
    for (const field of fields) {
      const { values } = field;
      if (values !== undefined) for (const row of rows) expect(values).toContain(row[field.name]);
    }
  });
});

describe('flags', () => {
  it.each([
    ['flg_ativo:char(1)', ['N', 'S']],
    ['flg_ativo', ['N', 'S']],
    ['is_active', ['N', 'Y']],
    ['flg_ativo:integer', [0, 1]],
    ['flg_ativo:boolean', [false, true]],
    ['has_children:decimal(1,0)', ['0', '1']],
  ])('of %s are %j', (field, values) => {
    const rows = madeRows(fieldsOf(field), ROWS);

    expect([...new Set(rows.flatMap(Object.values))].sort()).toEqual(values);
  });
});

describe('numbers that identify', () => {
  it('have check digits, and cards a range that nobody has', () => {
    const rows = madeRows(
      fieldsOf('cnpj num_cartao bin bin_cartao:integer card_last_4 iban'),
      ROWS,
    );

    for (const row of rows) {
      const card = String(row.num_cartao);
      expect(cnpj.isValid(String(row.cnpj))).toBe(true);
      expect(card).toMatch(/^9999\d{12}$/);
      expect(checkDigit(Number(card.slice(0, 15)))).toBe(Number(card[15]));
      expect([row.bin, String(row.bin_cartao), row.card_last_4]).toEqual([
        card.slice(0, 6),
        card.slice(0, 6),
        card.slice(12),
      ]);
      expect(row.iban).toMatch(/^BR00\d{23}C1$/);
    }
  });

  it('are on no real domain and no real address', () => {
    const rows = madeRows(
      fieldsOf('email url host ip ip_cliente:inet curto_email:string(20)'),
      ROWS,
    );

    for (const row of rows) {
      const { hostname } = new URL(String(row.url));
      for (const text of [row.email, row.curto_email, row.host, hostname]) {
        expect(text).toMatch(RESERVED);
      }
      for (const address of [row.ip, row.ip_cliente]) {
        expect(address).toMatch(/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/);
      }
    }
  });

  it('differ as keys by the number, and stay those of the person', () => {
    const plans = planned(fieldsOf('cpf email'));
    const numbers = Float64Array.from({ length: 1000 }, (_, number) => number);
    const rows = { length: 1000, periods: new Int32Array(1000), rows: new Int32Array(1000) };

    const cpfs = plans.get('cpf')?.distinct.make(numbers, rows) ?? [];
    const emails = plans.get('email')?.distinct.make(numbers, rows) ?? [];

    // All of them for the same row, so for one person.
    expect(new Set(cpfs).size).toBe(1000);
    expect(new Set(cpfs.map((cpf) => String(cpf)[10])).size).toBe(1);
    expect(new Set(emails).size).toBe(1000);
    expect(new Set(emails.map((email) => String(email).slice(0, 3))).size).toBe(1);
  });
});

describe('measures', () => {
  it('are skewed as they are in life', () => {
    const rows = madeRows(fieldsOf('valor:decimal(10,2) qtd:integer pct:decimal(5,2)'), 4000);
    const sorted = (name: string) => rows.map((row) => Number(row[name])).sort((a, b) => a - b);

    const [amounts, quantities, shares] = [sorted('valor'), sorted('qtd'), sorted('pct')];

    expect(amounts[2000]).toBeGreaterThan(100);
    expect(amounts[2000]).toBeLessThan(140);
    expect(amounts[3960]).toBeGreaterThan(1000);
    expect([quantities[0], quantities.at(-1)]).toEqual([1, 20]);
    expect(quantities[2000]).toBeLessThan(4);
    expect((shares[0] ?? -1) >= 0 && (shares.at(-1) ?? 101) <= 100).toBe(true);
  });
});
