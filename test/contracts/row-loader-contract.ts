import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LoadReceipt, RowLoader, TableRows } from '../../lib/destinations/row-loader.ts';
import { BatchError, DatabaseError } from '../../lib/errors.ts';
import type { JsonRow } from '../../lib/model/json-row.ts';
import { clientes, pedidos, rowsOf } from './rows-of.ts';

function someClientes(names: Readonly<Record<number, string>>): TableRows {
  const rows = Object.entries(names).map(([id, name], index) => ({
    id_cliente: Number(id),
    nom_cliente: name,
    flg_ativo: index === 0 ? 'S' : null,
  }));
  return rowsOf(clientes, rows);
}

function somePedidos(owners: Readonly<Record<number, number>>): TableRows {
  const rows = Object.entries(owners).map(([id, owner]) => ({
    id_pedido: Number(id),
    id_cliente: owner,
    vlr_total: '12.50',
  }));
  return rowsOf(pedidos, rows);
}

/** An empty database, seen from outside of the port. */
export interface EmptyTables {
  open(): RowLoader;
  /** The rows of a query, as text. */
  ask(sql: string): Promise<readonly (readonly (string | null)[])[]>;
}

const ALL = 'SELECT id_cliente, nom_cliente FROM clientes ORDER BY 1';
const LEDGER = 'SELECT job, lake_name, rows FROM hourlake_deliveries ORDER BY 1';

/** What every loader of rows does. `make` returns an empty database. */
export function rowLoaderContract(name: string, make: () => Promise<EmptyTables>): void {
  const opened = async () => {
    const database = await make();
    const open = () => {
      const loader = database.open();
      onTestFinished(() => loader.close());
      return loader;
    };
    return { ...database, open, loader: open() };
  };

  describe(`${name} keeps the contract of a row loader, and`, () => {
    it('creates the tables that are missing, and adds the rows of all of them', async () => {
      const { loader, ask } = await opened();
      const seen: LoadReceipt[] = [];
      const tables = [someClientes({ 1: 'Ana', 2: 'João', 3: 'Zé' }), somePedidos({ 7: 2 })];

      const receipts = await loader.load(tables, { onReceipt: (receipt) => seen.push(receipt) });

      expect(receipts).toMatchObject([
        { table: 'clientes', status: 'loaded', rows: 3 },
        { table: 'pedidos', status: 'loaded', rows: 1 },
      ]);
      expect(seen).toEqual(receipts);
      expect(await ask(ALL)).toEqual([
        ['1', 'Ana'],
        ['2', 'João'],
        ['3', 'Zé'],
      ]);
      expect(await ask('SELECT id_cliente, vlr_total FROM pedidos')).toEqual([['2', '12.50']]);
      expect(await ask(LEDGER)).toEqual([
        ['mock/clientes', 'mock', '3'],
        ['mock/pedidos', 'mock', '1'],
      ]);
    });

    it('adds rows of one origin once, however often they are loaded', async () => {
      const { loader, open, ask } = await opened();
      const rows = [someClientes({ 1: 'Ana' }), somePedidos({ 7: 1 })];
      await loader.load(rows);

      const again = await loader.load(rows);
      const more = await open().load([...rows.slice(0, 1), somePedidos({ 8: 1 })]);

      expect(again.map(({ status }) => status)).toEqual(['already-there', 'already-there']);
      expect(more.map(({ status }) => status)).toEqual(['already-there', 'loaded']);
      expect(await ask('SELECT count(*) FROM pedidos')).toEqual([['2']]);
    });

    it('adds rows of one origin once when several load them at the same time', async () => {
      const { open, ask } = await opened();
      const rows = [someClientes({ 1: 'Ana', 2: 'João' }), somePedidos({ 7: 1 })];

      const all = await Promise.all([open(), open(), open()].map((loader) => loader.load(rows)));

      const loaded = all.flat().filter(({ status }) => status === 'loaded');
      expect(loaded).toHaveLength(2);
      expect(await ask('SELECT count(*) FROM clientes')).toEqual([['2']]);
    });

    it('adds rows of another origin to a table that is there', async () => {
      const { loader, ask } = await opened();
      await loader.load([someClientes({ 1: 'Ana' })]);

      const [receipt] = await loader.load([someClientes({ 2: 'João' })]);

      expect(receipt?.status).toBe('loaded');
      expect(await ask(ALL)).toHaveLength(2);
    });

    it('takes a table without rows', async () => {
      const { loader, ask } = await opened();

      const [receipt] = await loader.load([someClientes({})]);

      expect(receipt).toMatchObject({ status: 'loaded', rows: 0 });
      expect(await ask(ALL)).toEqual([]);
    });

    it.each<[string, JsonRow, JsonRow]>([
      ['a key that is there', { id_cliente: 987654321 }, {}],
      ['a word that is not in the list', { flg_ativo: 'João' }, {}],
      ['a value that must not be missing', { nom_cliente: null }, {}],
      ['a number with too many digits', {}, { vlr_total: '987654321987654321.00' }],
      ['a reference to nothing', {}, { id_cliente: 123456789 }],
    ])('adds the rows of no table for %s, and tells no value', async (_, ofCliente, ofPedido) => {
      const { loader, ask } = await opened();
      await loader.load([someClientes({ 987654321: 'Ana' }), somePedidos({ 7: 987654321 })]);
      const cliente = { id_cliente: 2, nom_cliente: 'João', flg_ativo: null };
      const pedido = { id_pedido: 8, id_cliente: 2, vlr_total: null };

      const error = await loader
        .load([
          rowsOf(clientes, [cliente, { ...cliente, id_cliente: 3, ...ofCliente }]),
          rowsOf(pedidos, [pedido, { ...pedido, id_pedido: 9, ...ofPedido }]),
        ])
        .catch((thrown) => thrown);

      expect(error).toBeInstanceOf(DatabaseError);
      expect(error.isOfRows).toBe(true);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(
        /987654321|123456789|João/,
      );
      expect(await ask(ALL)).toEqual([['987654321', 'Ana']]);
      expect(await ask('SELECT id_pedido FROM pedidos')).toEqual([['7']]);
      expect(await ask(LEDGER)).toHaveLength(2);
    });

    it('adds nothing when the rows fail to come, are fewer than they should be, or have other fields', async () => {
      const { loader, ask } = await opened();
      const rows = someClientes({ 1: 'Ana' });
      const broken: TableRows = {
        ...rows,
        *batches() {
          yield* rows.batches();
          throw new Error('the source is gone');
        },
      };
      const other = rowsOf(clientes, [{ id_cliente: 1, nom_cliente: 'Ana', flg_ativos: 'S' }]);

      await expect(loader.load([broken])).rejects.toThrow('the source is gone');
      await expect(loader.load([{ ...rows, count: 2 }])).rejects.toThrow('Expected 2 rows');
      await expect(loader.load([other])).rejects.toThrow(BatchError);

      await loader.load([rows]);
      expect(await ask(ALL)).toEqual([['1', 'Ana']]);
      expect(await ask(LEDGER)).toHaveLength(1);
    });

    it('refuses to create a table anew that rows were added to', async () => {
      const { loader, ask } = await opened();
      await loader.load([someClientes({ 1: 'Ana' })]);
      await ask('DROP TABLE clientes');

      const loading = loader.load([someClientes({ 1: 'Ana' })]);

      await expect(loading).rejects.toThrow(/got no such table.*mock\/clientes/);
    });

    it('creates keys, lists of values and lengths', async () => {
      const { loader, ask } = await opened();
      await loader.load([someClientes({ 1: 'Ana' }), somePedidos({})]);

      const refused = [
        "INSERT INTO clientes VALUES (1, 'Ana', 'S')",
        "INSERT INTO clientes VALUES (2, 'Ana', 'X')",
        'INSERT INTO clientes (id_cliente) VALUES (3)',
        'INSERT INTO pedidos VALUES (1, 77, NULL)',
      ];
      for (const sql of refused) await expect(ask(sql), sql).rejects.toThrow();
    });
  });
}
