import { describe, expect, it } from 'vitest';
import { partitionColumns } from '../../lib/model/partition.ts';
import { parsePeriod } from '../../lib/model/period.ts';
import { lineage, withLineage } from '../../lib/tables/lineage.ts';
import { type Sale, sales } from '../../lib/tables/sales.ts';

describe('the table of sales', () => {
  it('has the columns of the workbooks, then where each row stood', () => {
    const declared = sales.columns.map(({ name, type }) => `${name} ${type}`);

    expect(sales.name).toBe('vendas');
    expect(declared).toEqual([
      'id_marca integer',
      'marca string',
      'id_linha integer',
      'linha string',
      'data_venda date',
      'qtd_venda integer',
      'arquivo string',
      'aba string',
      'linha_arquivo integer',
      'arquivo_sha256 string',
    ]);
  });

  it('leaves the partition column to the key', () => {
    const names: string[] = sales.columns.map(({ name }) => name);

    expect(partitionColumns('file').filter((name) => names.includes(name))).toEqual([]);
  });

  it('has statistics only for the date, by which engines skip files', () => {
    const withStatistics = sales.columns.filter(({ statistics }) => statistics);

    expect(withStatistics.map(({ name }) => name)).toEqual(['data_venda']);
  });

  it('has rows that may lack a sheet, and nothing else', () => {
    const sale: Sale = {
      id_marca: 1,
      marca: '',
      id_linha: 1,
      linha: '',
      data_venda: '2019-05-11',
      qtd_venda: 1,
      arquivo: '',
      aba: null,
      linha_arquivo: 2,
      arquivo_sha256: '',
    };

    expect(Object.keys(sale)).toEqual(sales.columns.map(({ name }) => name));
  });
});

describe('lineage', () => {
  it('comes after the columns of any table of an inbox', () => {
    const column = {
      name: 'preco',
      type: 'double',
      description: 'Price',
      example: '1.5',
      statistics: false,
    } as const;

    expect(withLineage([column])).toEqual([column, ...lineage]);
  });

  it('has the example of a digest that names a partition', () => {
    const example = lineage.find(({ name }) => name === 'arquivo_sha256')?.example ?? '';

    expect(example).toMatch(/^[0-9a-f]{64}$/);
    expect(parsePeriod(example.slice(0, 12))).toBe('3f9a0c51d2e7');
  });
});
