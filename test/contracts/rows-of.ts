import type { TableRows } from '../../lib/destinations/row-loader.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import type { JsonRow } from '../../lib/model/json-row.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';

/** Who buys. */
export const clientes: TableSchema = {
  name: 'clientes',
  description: 'Quem compra.',
  fields: [
    { name: 'id_cliente', type: 'integer', mode: 'required', description: 'Chave.' },
    { name: 'nom_cliente', type: 'string', length: 40, mode: 'required' },
    { name: 'flg_ativo', type: 'char', length: 1, mode: 'nullable', values: ['S', 'N'] },
  ],
  primaryKey: ['id_cliente'],
};

/** What is bought; each order refers to who buys. */
export const pedidos: TableSchema = {
  name: 'pedidos',
  fields: [
    { name: 'id_pedido', type: 'integer', mode: 'required' },
    { name: 'id_cliente', type: 'integer', mode: 'required' },
    { name: 'vlr_total', type: 'decimal', precision: 10, scale: 2, mode: 'nullable' },
  ],
  primaryKey: ['id_pedido'],
  foreignKeys: [{ fields: ['id_cliente'], references: { table: 'clientes' } }],
};

/** Rows of a table, whose origin is what they are. */
export function rowsOf(table: TableSchema, rows: readonly JsonRow[], size = 2): TableRows {
  return {
    table,
    origin: sha256(new TextEncoder().encode(JSON.stringify([table.name, rows]))),
    count: rows.length,
    *batches() {
      for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
    },
  };
}
