import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { openSiteTables } from './page-queries.ts';
import { smallGold } from './small-gold.ts';
import { type GoldRows, writeGold } from './write-gold.ts';

/** Reads the rows of a page's query over gold tables. */
async function read(
  page: string,
  name: string,
  rows: GoldRows = smallGold,
): Promise<Record<string, unknown>[]> {
  const lake = await temporaryFolder();
  await writeGold(lake, rows);
  const site = await openSiteTables(lake);
  const found = await site.rowsOf(page, name);
  site.close();
  return found;
}

/** As many downloads each day, from a day to another one, exclusive. */
function downloads(from: string, to: string, perDay = 10): string {
  return `SELECT CAST(day AS date) AS download_date, '1.0' AS version, ${perDay} AS daily_download_sum FROM range(DATE '${from}', DATE '${to}', INTERVAL 1 DAY) AS days (day)`;
}

describe('the page of PyPI', () => {
  it('shows the last complete week, not the newest one, and compares it with the week before', async () => {
    expect(await read('pypi', 'last_week')).toEqual([
      { week: '2026-11-09', downloads: 350, change: 0.25 },
    ]);
  });

  it('compares a week only with the one directly before it', async () => {
    const pypi_daily_stats = `${downloads('2026-10-05', '2026-10-12')} UNION ALL ${downloads('2026-10-19', '2026-10-26')}`;

    expect(await read('pypi', 'last_week', { pypi_daily_stats })).toEqual([
      { week: '2026-10-19', downloads: 70, change: null },
    ]);
  });

  it('shows downloads by week, from Monday on, without incomplete weeks', async () => {
    const weeks = await read('pypi', 'complete_weeks');

    expect(weeks.map(({ week, downloads }) => [week, downloads])).toEqual([
      ['2026-10-05', 70],
      ['2026-10-19', 140],
      ['2026-10-26', 210],
      ['2026-11-02', 280],
      ['2026-11-09', 350],
    ]);
  });

  it('shows the last month of which every day has landed', async () => {
    const pypi_daily_stats = downloads('2026-09-01', '2026-11-30');

    expect(await read('pypi', 'last_month', { pypi_daily_stats })).toEqual([
      { month: 'Oct 2026', downloads: 310 },
    ]);
    expect(await read('pypi', 'last_month')).toEqual([]);
  });

  it('shows the total and the last update', async () => {
    // 44 days: 70 and 60, then 140, 210, 280 and 350, and three days of 1,000.
    expect(await read('pypi', 'days')).toEqual([
      { days: 44n, downloads: 4110, first_day: '2026-10-05', newest_day: '2026-11-18' },
    ]);
  });

  it('shows the last six months, and which of them lack days', async () => {
    const pypi_daily_stats = downloads('2026-01-01', '2026-11-16', 1);

    const months = await read('pypi', 'last_six_months', { pypi_daily_stats });

    expect(months.map(({ month, days, downloads }) => [month, days, downloads])).toEqual([
      ['Jun 2026', 'All days have landed', 30],
      ['Jul 2026', 'All days have landed', 31],
      ['Aug 2026', 'All days have landed', 31],
      ['Sep 2026', 'All days have landed', 30],
      ['Oct 2026', 'All days have landed', 31],
      ['Nov 2026', 'Some days are missing', 15],
    ]);
  });

  it('ranks versions over the last four complete weeks only', async () => {
    // 2.0.0 has most downloads of all, but in the newest week.
    expect(await read('pypi', 'top_versions')).toEqual([
      { version: '1.4.0', downloads: 490, share: 0.5 },
      { version: '1.5.0', downloads: 490, share: 0.5 },
      { version: '2.0.0', downloads: 0, share: 0 },
    ]);
    expect(await read('pypi', 'top_weeks')).toEqual([
      { weeks: 4, first_day: '2026-10-19', newest_day: '2026-11-15' },
    ]);
  });

  it('counts what is unknown among Python versions and countries', async () => {
    expect(await read('pypi', 'top_python_versions')).toEqual([
      { python_version: '(unknown)', downloads: 490, share: 0.5 },
      { python_version: '3.12', downloads: 490, share: 0.5 },
    ]);
    expect(await read('pypi', 'top_countries')).toEqual([
      { country_code: '(unknown)', downloads: 490, share: 0.5 },
      { country_code: 'BR', downloads: 490, share: 0.5 },
    ]);
  });

  it('lists ten of each at most', async () => {
    const pypi_daily_stats = `SELECT CAST(day AS date) AS download_date, CAST(number AS varchar) AS version, 1 + number AS daily_download_sum FROM range(DATE '2026-11-02', DATE '2026-11-30', INTERVAL 1 DAY) AS days (day), range(12) AS versions (number)`;

    const top = await read('pypi', 'top_versions', { pypi_daily_stats });

    expect(top.map(({ version }) => version)).toEqual([
      ...['11', '10', '9', '8', '7', '6', '5', '4', '3', '2'],
    ]);
    // 12 of 78 downloads.
    expect(top[0]).toMatchObject({ downloads: 336, share: 12 / 78 });
  });

  it('shows the adoption of seven versions and all others, with every day complete', async () => {
    const pypi_daily_stats = `SELECT CAST(day AS date) AS download_date, CAST(number AS varchar) AS version, 1 + number AS daily_download_sum FROM range(DATE '2026-11-02', DATE '2026-11-04', INTERVAL 1 DAY) AS days (day), range(9) AS versions (number) WHERE NOT (day = DATE '2026-11-03' AND number = 8)`;

    const adoption = await read('pypi', 'adoption', { pypi_daily_stats });

    const ofDay = (wanted: string) =>
      adoption.filter(({ day }) => day === wanted).map((row) => [row.version, row.downloads]);
    expect(ofDay('2026-11-02')).toEqual([
      ...[
        ['2', 3],
        ['3', 4],
        ['4', 5],
        ['5', 6],
        ['6', 7],
        ['7', 8],
        ['8', 9],
      ],
      ['other', 3],
    ]);
    expect(ofDay('2026-11-03')).toContainEqual(['8', 0]);
    expect(adoption[0]).toEqual({ day: '2026-11-02', version: '2', downloads: 3, share: 3 / 45 });
    expect(adoption.reduce((sum, { share }) => sum + Number(share), 0)).toBeCloseTo(2, 10);
  });
});

describe('the page of accounts', () => {
  it('shows sign-ups by day, state and age band', async () => {
    expect(await read('accounts', 'days')).toEqual([
      { day: '2026-11-20', sign_ups: 30 },
      { day: '2026-11-21', sign_ups: 10 },
    ]);
    expect(await read('accounts', 'totals')).toMatchObject([
      { sign_ups: 40, sign_ups_per_day: 20, newest_day: '2026-11-21' },
    ]);
    expect(await read('accounts', 'states')).toEqual([
      { uf: 'SP', sign_ups: 30, share: 0.75 },
      { uf: 'AC', sign_ups: 10, share: 0.25 },
    ]);
    expect(await read('accounts', 'age_bands')).toMatchObject([{ band: '18-24' }, { band: '75+' }]);
  });
});

describe('the page of sales', () => {
  it('shows every month from the first to the last one, in order, those without sales too', async () => {
    const months = await read('sales', 'by_month');

    expect(months).toHaveLength(16);
    expect(months.slice(0, 3)).toEqual([
      { month: 'Nov 2017', units: 30 },
      { month: 'Dec 2017', units: 12 },
      { month: 'Jan 2018', units: 0 },
    ]);
    expect(months.at(-1)).toEqual({ month: 'Feb 2019', units: 8 });
  });

  it.each([
    ['by_brand', 'brand', ['BOTICÁRIO', 'EUDORA']],
    ['by_line', 'line', ['CABELOS', 'PERFUMARIA']],
  ])('shows all units %s', async (query, column, names) => {
    const rows = await read('sales', query);

    expect([...new Set(rows.map((row) => row[column]))]).toEqual(names);
    expect(rows).toHaveLength(32);
    expect(rows.reduce((sum, { units }) => sum + Number(units), 0)).toBe(50);
  });

  it('puts years side by side, by month of the year', async () => {
    expect(await read('sales', 'by_year')).toEqual([
      { month: 'Feb', year: '2019', units: 8 },
      { month: 'Nov', year: '2017', units: 30 },
      { month: 'Dec', year: '2017', units: 12 },
    ]);
  });
});

describe('the page of movements', () => {
  it('adds up money in and out, without amounts of fewer than five cards', async () => {
    expect(await read('movements', 'by_month')).toEqual([
      { month: 'Nov 2026', direction: 'Money in', amount: 0 },
      { month: 'Nov 2026', direction: 'Money out', amount: 60 },
    ]);
    expect(await read('movements', 'totals')).toEqual([
      {
        movements: 9,
        money_in: 0,
        money_out: 60,
        hidden_groups: 2n,
        hidden_movements: 9,
      },
    ]);
  });

  it('counts a kind of fewer than five cards among the others', async () => {
    expect(await read('movements', 'by_kind')).toEqual([
      { kind: 'Supermercado', movements: 7, money_in: 0, money_out: 60 },
      { kind: 'Other kinds', movements: 2, money_in: 0, money_out: 0 },
    ]);
  });
});

describe('the page of lake health', () => {
  it('shows how far each job is behind the freshest one; files have no time', async () => {
    const freshness = await read('lake-health', 'freshness');

    expect(freshness.map(({ job, hours_behind }) => [job, hours_behind])).toEqual([
      ['fake-accounts', 0n],
      ['pypi-downloads', 39n],
      ['vendas', null],
    ]);
  });

  it('shows the gaps', async () => {
    expect(await read('lake-health', 'gaps')).toMatchObject([
      { job: 'fake-accounts', periods: 467 },
      { job: 'pypi-downloads', from_period: '2026-10-18' },
    ]);
  });

  it('shows rows by hour of the last seven days, of the jobs that have rows', async () => {
    expect(await read('lake-health', 'rows_by_hour')).toEqual([
      { job: 'fake-accounts', hour: '2026-11-20 12:00', row_count: 100 },
      { job: 'fake-accounts', hour: '2026-11-20 13:00', row_count: 100 },
      { job: 'fake-accounts', hour: '2026-11-20 14:00', row_count: 100 },
    ]);
  });
});

describe('the first page', () => {
  it('adds up the jobs', async () => {
    expect(await read('index', 'totals')).toEqual([
      {
        jobs: 3n,
        row_count: 8407,
        periods: 49,
        missing_periods: 468,
        rows_until: '2026-11-20 15:00',
      },
    ]);
  });
});
