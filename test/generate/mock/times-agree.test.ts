import { describe, expect, it } from 'vitest';
import { hourlyTime } from '../../../lib/generate/mock/rows/mock-time.ts';
import { rowsOf } from '../../../lib/generate/mock/rows/row-set.ts';
import { HOUR_MS } from '../../../lib/model/period.ts';
import { fieldsOf, madeRows } from './planned.ts';

const ROWS = 500;

const order = fieldsOf(
  `criado_em:timestamp data_criacao:date dt_aprovacao:datetime dat_pagamento:date dth_envio:timestamp
   dt_entrega:date updated_at:timestamp validade:date ano:integer mes:integer dia:integer hora:integer
   dt:date created_ms:integer data_text:string(10)`,
);

describe('the times of a row', () => {
  const rows = madeRows(order, ROWS);

  it('keep their order', () => {
    for (const row of rows) {
      const day = (name: string) => String(row[name]).slice(0, 10);
      const [created, approved] = [String(row.criado_em), `${row.dt_aprovacao}Z`];
      expect(created <= approved).toBe(true);
      expect(day('dt_aprovacao') <= day('dat_pagamento')).toBe(true);
      expect(day('dat_pagamento') <= day('dth_envio')).toBe(true);
      expect(day('dth_envio') <= day('dt_entrega')).toBe(true);
      expect(day('dt_entrega') <= day('updated_at')).toBe(true);
      expect(String(row.updated_at) < '2026-01-01').toBe(true);
    }
  });

  it('agree with the days, months, hours and epochs next to them', () => {
    for (const row of rows) {
      const created = String(row.criado_em);
      expect([row.data_criacao, row.dt, row.data_text]).toEqual(
        Array(3).fill(created.slice(0, 10)),
      );
      const parts = [row.ano, row.mes, row.dia, row.hora].map((part) =>
        String(part).padStart(2, '0'),
      );
      expect(`${parts.slice(0, 3).join('-')}T${parts[3]}`).toBe(created.slice(0, 13));
      expect(row.created_ms).toBe(Date.parse(created));
    }
  });

  it('end one to five years after they begin', () => {
    for (const { criado_em, validade } of rows) {
      const years = (Date.parse(String(validade)) - Date.parse(String(criado_em))) / 31_557_600_000;
      expect(years > 0.99 && years < 5.01).toBe(true);
    }
  });

  it('lie in the hour of their period', () => {
    const period = Date.UTC(2026, 10, 20, 13) / HOUR_MS;
    const fields = fieldsOf('criado_em:timestamp pago_em:timestamp atualizado_em:timestamp');

    const made = madeRows(fields, ROWS, { time: hourlyTime, rows: rowsOf(period, 0, ROWS) });

    const texts = made.flatMap((row) => Object.values(row).map((value) => String(value)));
    expect(new Set(texts.map((text) => text.slice(0, 13)))).toEqual(new Set(['2026-11-20T13']));
    expect(new Set(texts).size).toBeGreaterThan(100);
  });

  it('give a duration between what starts and what ends', () => {
    const fields = fieldsOf('start_date:timestamp end_date:timestamp duration_sec:integer');

    for (const { start_date, end_date, duration_sec } of madeRows(fields, ROWS)) {
      const seconds = (Date.parse(String(end_date)) - Date.parse(String(start_date))) / 1000;
      expect(duration_sec).toBe(seconds);
      expect(seconds >= 0 && seconds <= 3 * 3600).toBe(true);
    }
  });
});
