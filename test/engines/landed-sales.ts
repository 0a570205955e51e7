import { readXlsx } from 'hucre/xlsx';
import type { LandedTable } from '../../lib/catalog/local-catalog.ts';
import { generatedWorkbooks } from '../../lib/generate/sales/generated-workbooks.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import type { Batch } from '../../lib/model/batch.ts';
import type { SettingValues } from '../../lib/model/settings.ts';
import { sales } from '../../lib/tables/sales.ts';
import { salesSettingsOf } from '../generate/sales/some-sales.ts';
import { landed } from './landed-events.ts';

/** A row of a workbook, without where it stood. */
export interface SoldRow {
  readonly id_marca: number;
  readonly marca: string;
  readonly id_linha: number;
  readonly linha: string;
  /** `2019-05-11` */
  readonly data_venda: string;
  readonly qtd_venda: number;
}

/** A workbook as the inbox lands it. */
export interface SoldFile {
  readonly arquivo: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly rows: readonly SoldRow[];
}

/** The partition of a workbook: the start of its digest. */
export function partitionOf({ sha256 }: SoldFile): string {
  return sha256.slice(0, 12);
}

/** Writes the Parquet file of each workbook below a folder. */
export async function landedSales(
  folder: string,
  files: readonly SoldFile[],
): Promise<LandedTable> {
  const batches = files.map((file) => [partitionOf(file), batchOf(file)]);
  const table = await landed(`${folder}/${sales.name}`, Object.fromEntries(batches), sales);
  return { ...table, grain: 'file' };
}

/** The generated workbooks as the inbox lands them, read by another program than the one that wrote them. */
export async function generatedSales(given: SettingValues = {}): Promise<SoldFile[]> {
  const files = generatedWorkbooks.files(salesSettingsOf(given));
  return Promise.all(
    files.map(async ({ name, bytes }) => {
      const content = Buffer.concat([...bytes()]);
      const { sheets } = await readXlsx(content);
      const [, ...rows] = sheets[0]?.rows ?? [];
      return { arquivo: name, sha256: sha256(content), rows: rows.map(soldRow) };
    }),
  );
}

function soldRow([idBrand, brand, idLine, line, day, quantity]: readonly unknown[]): SoldRow {
  return {
    id_marca: Number(idBrand),
    marca: String(brand),
    id_linha: Number(idLine),
    linha: String(line),
    data_venda: day instanceof Date ? day.toISOString().slice(0, 10) : isoDay(String(day)),
    qtd_venda: Number(quantity),
  };
}

/** `15/01/2019` as `2019-01-15`. */
function isoDay(text: string): string {
  return text.split('/').reverse().join('-');
}

function batchOf({ arquivo, sha256, rows }: SoldFile): Batch {
  return {
    id_marca: rows.map((row) => row.id_marca),
    marca: rows.map((row) => row.marca),
    id_linha: rows.map((row) => row.id_linha),
    linha: rows.map((row) => row.linha),
    data_venda: rows.map((row) => Date.parse(row.data_venda) / 86_400_000),
    qtd_venda: rows.map((row) => row.qtd_venda),
    arquivo: rows.map(() => arquivo),
    aba: rows.map(() => 'Vendas'),
    linha_arquivo: rows.map((_, index) => index + 2),
    arquivo_sha256: rows.map(() => sha256),
  };
}
