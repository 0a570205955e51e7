import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { LandedTable } from '../../lib/catalog/local-catalog.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { readSavedQueries } from '../../lib/engines/saved-query.ts';
import { lakeView } from '../../lib/engines/spark/lake-view.ts';
import { resultStatement } from '../../lib/engines/spark/result-statement.ts';
import { sparkUrl } from '../../lib/engines/spark/spark-sql.ts';
import { writeWithSpark } from '../../lib/engines/spark/write-with-spark.ts';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { cooperativeRows, landedCooperative } from '../engines/a-cooperative.ts';
import { accountsOf, landedAccounts } from '../engines/landed-accounts.ts';
import { generatedDownloads, landedDownloads } from '../engines/landed-downloads.ts';
import { tablesOf } from '../engines/landed-events.ts';
import {
  generatedEpisodes,
  generatedPodcasts,
  landedEpisodes,
  landedPodcasts,
} from '../engines/landed-podcasts.ts';
import { generatedSales, landedSales } from '../engines/landed-sales.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { csvOfEngine, csvOfParts } from './csv-of-parts.ts';
import { installedSpark } from './installed-spark.ts';

/** Texts that CSV has to quote, and some that it must leave as they are. */
const TEXTS = [' a;"b", ', 'two\nlines', '#1', 'São "João"', "it's\\n"];

it('gives the rows of every saved query as DuckDB does, to the byte of their CSV', async () => {
  const folder = await temporaryFolder();
  const tables = await aLake(join(folder, "a lake's [1]*"));
  const queries = await readSavedQueries('queries');
  const places = queries.map(({ name }) => join(folder, name));

  // All but the last are written on the way, so that Spark starts once.
  const before = queries.slice(0, -1).map((query, index) =>
    resultStatement(query, {
      location: sparkUrl(places[index] ?? ''),
      format: 'csv',
      separator: ';',
      table: `result_${index}`,
    }),
  );
  const [last] = queries.slice(-1);
  await writeWithSpark(
    last ?? { sql: '' },
    {
      tables: { views: [...tables.map(lakeView), ...before] },
      place: places.at(-1) ?? '',
      format: 'csv',
      separator: ';',
    },
    { spark: await installedSpark(), temporaryFolder: folder },
  );

  expect(queries.length).toBeGreaterThanOrEqual(15);
  for (const [index, query] of queries.entries()) {
    const expected = await csvOfEngine(duckDbEngine(tablesOf(...tables)), query, ';');
    expect(expected.split('\n').length, query.name).toBeGreaterThan(2);
    expect(await csvOfParts(places[index] ?? ''), query.name).toBe(expected);
  }
});

/** Two days and an hour of accounts with a gap, a cooperative, workbooks of sales, and days of podcasts. */
async function aLake(folder: string): Promise<LandedTable[]> {
  const hours = periodRange(parseHour('2026-11-18T00'), parseHour('2026-11-20T01'));
  const landed = hours.filter((hour) => !hour.startsWith('2026-11-19T0'));
  const days = ['2026-11-13', '2026-11-14', '2026-11-20'];
  const { movimento = {} } = cooperativeRows;
  const rows = { ...cooperativeRows, movimento: { ...movimento, des_transacao: TEXTS } };
  return [
    ...(await landedAccounts(folder, new Map(landed.map((hour) => [hour, accountsOf(hour, 20)])))),
    ...(await landedCooperative(folder, rows)),
    await landedSales(folder, await generatedSales()),
    await landedPodcasts(folder, generatedPodcasts(...days)),
    await landedEpisodes(folder, generatedEpisodes(...days)),
    await landedDownloads(folder, generatedDownloads('2026-11-09', '2026-11-23')),
  ];
}
