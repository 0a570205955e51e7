import { afterEach, describe, expect, it } from 'vitest';
import { rowsAt, rowsOf } from '../../../lib/generate/mock/rows/row-set.ts';
import type { Field } from '../../../lib/schemas/table-schema.ts';
import { fieldsOf, madeRows } from './planned.ts';

const fields = fieldsOf(
  `id:integer nome cpf email sexo:char(1) dt_nascimento:date telefone cidade uf:char(2) cep
   criado_em:timestamp atualizado_em:timestamp validade:date valor:decimal(10,2) qtd:integer
   flg_ativo:char(1) cod_zona:integer nom_zona des_obs url hash xyz x1:uuid x2:bytes x3:json x4:time
   x5:interval x6:range x7:geography x8:float x9:boolean`,
);

const zone = process.env.TZ;

afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('the values of a row', () => {
  it('are the same in every run and every time zone', () => {
    process.env.TZ = 'UTC';
    const once = madeRows(fields, 200);

    process.env.TZ = 'Pacific/Auckland';
    const again = madeRows(fields, 200);

    expect(again).toEqual(once);
    expect(madeRows(fields, 200, { seed: 'other' })).not.toEqual(once);
  });

  it('depend on no other row', () => {
    const all = madeRows(fields, 200);
    const positions = Int32Array.of(150, 3, 77);

    const some = madeRows(fields, 3, { rows: rowsAt(rowsOf(0, 0, 200), positions) });

    expect(some).toEqual([all[150], all[3], all[77]]);
  });

  it('stay when a field is added, whatever it is about', () => {
    const before = madeRows(fields, 100);

    for (const name of ['idade:integer', 'profissao', 'pago_em:timestamp', 'bairro', 'nome_mae']) {
      const more: readonly Field[] = [...fieldsOf(name), ...fields];
      const after = madeRows(more, 100);

      const [added = ''] = name.split(':');
      const without = after.map(({ [added]: _added, ...rest }) => rest);
      expect(without).toEqual(before);
    }
  });
});
