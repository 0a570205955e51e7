import { describe, expect, it } from 'vitest';
import { generatedSales, landedSales } from '../engines/landed-sales.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { python } from './examples.ts';
import { landedHours } from './landed-hours.ts';

/** How many row groups of a lake there are, and how many are left for each predicate. */
const LEFT = `
import json
import pyarrow.dataset as ds

predicates = {
    'early': ds.field('criado_em') < __import__('datetime').datetime(2026, 11, 20, 9),
    'uf': ds.field('uf') < 'AM',
    'cidade': ds.field('cidade') < 'A',
}
fragments = list(ds.dataset('lake/fake-accounts').get_fragments())
left = {
    name: sum(len(fragment.split_by_row_group(predicate)) for fragment in fragments)
    for name, predicate in predicates.items()
}
print(json.dumps({'all': sum(len(fragment.row_groups) for fragment in fragments), **left}))
`;

/** The same for the files of sales. */
const LEFT_OF_SALES = `
import datetime, json
import pyarrow.dataset as ds

predicates = {
    'before 2018': ds.field('data_venda') < datetime.date(2018, 1, 1),
    'brand': ds.field('id_marca') > 5,
}
fragments = list(ds.dataset('vendas').get_fragments())
left = {
    name: sum(len(fragment.split_by_row_group(predicate)) for fragment in fragments)
    for name, predicate in predicates.items()
}
print(json.dumps({'all': sum(len(fragment.row_groups) for fragment in fragments), **left}))
`;

describe('pyarrow', () => {
  it('skips row groups by the statistics of the columns that have some, and by no others', async () => {
    const folder = await landedHours({ 'accounts-per-hour': 10 });

    const left = JSON.parse(await python(LEFT, [], folder));

    expect(left.all).toBe(6);
    expect(left.early).toBe(1);
    expect(left.uf).toBeLessThan(6);
    expect(left.cidade).toBe(6);
  });
  it('skips the files of other years by the date of a sale', async () => {
    const folder = await temporaryFolder();
    await landedSales(folder, await generatedSales());

    const left = JSON.parse(await python(LEFT_OF_SALES, [], folder));

    expect(left).toEqual({ all: 3, 'before 2018': 1, brand: 3 });
  });
});
