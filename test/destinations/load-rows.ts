import { duckDbLoader } from '../../lib/destinations/duckdb-loader.ts';
import { postgresLoader } from '../../lib/destinations/postgres-loader.ts';
import type { RowLoader, TableRows } from '../../lib/destinations/row-loader.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import type { JsonRow } from '../../lib/model/json-row.ts';
import { postgresSettings } from '../../lib/postgres/postgres-settings.ts';
import { parsePostgresUrl } from '../../lib/postgres/postgres-url.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';
import { clientes, pedidos } from '../contracts/rows-of.ts';

/** What is run as a process of its own and killed: loads several origins, one after the other. */
const [, , place = ''] = process.argv;

const ORIGINS = 4;

/** Rows of each of the two tables. */
const ROWS = 20_000;

const BATCH = 1000;

function manyRows(table: TableSchema, origin: number, rowOf: (id: number) => JsonRow): TableRows {
  return {
    table,
    origin: sha256(new TextEncoder().encode(`${table.name} ${origin}`)),
    count: ROWS,
    *batches() {
      for (let from = 0; from < ROWS; from += BATCH) {
        yield Array.from({ length: BATCH }, (_, index) => rowOf(origin * ROWS + from + index));
      }
    },
  };
}

function openLoader(): RowLoader {
  if (place.startsWith('duckdb:')) {
    return duckDbLoader({ path: place.slice('duckdb:'.length), name: 'duckdb:./shop.duckdb' });
  }
  const nothing = {
    environment: {},
    resolvePath: (path: string) => path,
    userName: () => '',
    passfile: () => '/nowhere',
  };
  return postgresLoader(postgresSettings(parsePostgresUrl(place), nothing));
}

const loader = openLoader();
process.stdout.write('ready\n');
for (let origin = 0; origin < ORIGINS; origin += 1) {
  await loader.load([
    manyRows(clientes, origin, (id) => ({
      id_cliente: id,
      nom_cliente: `Cliente ${id}`,
      flg_ativo: 'S',
    })),
    manyRows(pedidos, origin, (id) => ({ id_pedido: id, id_cliente: id, vlr_total: '1.50' })),
  ]);
}
await loader.close();
process.stdout.write(`${ORIGINS * ROWS}\n`);
