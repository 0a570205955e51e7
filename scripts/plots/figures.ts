import { readFileSync } from 'node:fs';
import { states } from '../../lib/brazil/states.ts';
import { surnameRows } from '../../lib/brazil/surnames.ts';
import { type HourOfSignUps, meansByHourOfDay } from './hours.ts';
import { AGE, SEX_OF_NAME } from './people.ts';
import type { Row, SampleLake } from './sample-lake.ts';

/** Measures a lake, and returns the figures as a Markdown table. */
export async function figures(
  lake: SampleLake,
  hours: readonly HourOfSignUps[],
  sample: string,
): Promise<string> {
  const facts = [
    ['sample', sample],
    ...(await wholeness(lake)),
    ...rhythm(hours),
    ...(await people(lake)),
    ...(await places(lake)),
  ];
  return [
    '| figure | measured |',
    '|---|---|',
    ...facts.map(([name, value]) => `| ${name} | ${value} |`),
  ].join('\n');
}

type Fact = readonly [name: string, value: string];

async function wholeness(lake: SampleLake): Promise<Fact[]> {
  const [row] = await lake.rows(
    `SELECT count(*) AS accounts, count(*) - count(DISTINCT cpf) AS cpfs,
       count(*) - count(DISTINCT telefone) AS phones,
       count(*) - count(DISTINCT email) AS emails, count(*) - count(DISTINCT id) AS ids
     FROM fake_accounts`,
  );
  const rules = await lake.rows(readFileSync('queries/accounts/data-quality.sql', 'utf8'));
  const broken = rules.reduce((sum, { violations }) => sum + Number(violations), 0);
  const accounts = numberIn(row, 'accounts');
  return [
    ['accounts', `${grouped(accounts)} in ${grouped(lake.hours)} hours`],
    ['size', `${(lake.bytes / accounts).toFixed(0)} bytes of Parquet per account`],
    [
      'duplicate CPFs, phone numbers, e-mail addresses and ids',
      ['cpfs', 'phones', 'emails', 'ids'].map((name) => grouped(numberIn(row, name))).join(', '),
    ],
    ['violations of the rules of `data-quality`', `${grouped(broken)} in ${rules.length} rules`],
  ];
}

function rhythm(hours: readonly HourOfSignUps[]): Fact[] {
  const means = meansByHourOfDay(hours);
  const [most, least] = [Math.max(...means), Math.min(...means)];
  const at = (mean: number) => `${means.indexOf(mean)}h (mean ${mean.toFixed(0)})`;
  const scores = hours.map(({ accounts, expected }) => (accounts - expected) ** 2 / expected);
  const dispersion = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return [
    ['busiest and quietest hour of the day in Brasília', `${at(most)}, ${at(least)}`],
    [
      'variance of the accounts per hour, relative to the expected number (1 for a Poisson distribution)',
      dispersion.toFixed(2),
    ],
  ];
}

async function people(lake: SampleLake): Promise<Fact[]> {
  const [row] = await lake.rows(
    `WITH aged AS (SELECT *, ${AGE} AS age FROM fake_accounts)
     SELECT avg(age) AS mean, quantile_disc(age, 0.1) AS tenth, quantile_disc(age, 0.5) AS median,
       quantile_disc(age, 0.9) AS ninetieth, count(DISTINCT nome) AS names,
       avg(len(nome)) AS letters, max(len(nome)) AS longest, count(DISTINCT emprego) AS occupations,
       100.0 * count(*) FILTER (WHERE list_contains(string_split(nome, ' ')[2:], 'Silva')) / count(*)
         AS silva
     FROM aged`,
  );
  const [sexes] = await lake.rows(
    `SELECT 100.0 * count(*) FILTER (WHERE sex = 'F') / count(*) AS women
     FROM fake_accounts JOIN ${SEX_OF_NAME} ON split_part(nome, ' ', 1) = given`,
  );
  const [commonest] = await lake.rows(
    `SELECT nome, count(*) AS bearers FROM fake_accounts GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
  );
  const silva = surnameRows.find(([name]) => name === 'Silva')?.[1] ?? 0;
  return [
    ['women, judged by given names', `${numberIn(sexes, 'women').toFixed(1)} %`],
    ['mean age', `${numberIn(row, 'mean').toFixed(1)} years`],
    [
      '10th, 50th and 90th percentile of age',
      `${numberIn(row, 'tenth')}, ${numberIn(row, 'median')} and ${numberIn(row, 'ninetieth')} years`,
    ],
    ['distinct full names', grouped(numberIn(row, 'names'))],
    [
      'most common full name',
      `${commonest?.nome} (${grouped(numberIn(commonest, 'bearers'))} accounts)`,
    ],
    [
      'length of a full name',
      `${numberIn(row, 'letters').toFixed(0)} characters on average, ${numberIn(row, 'longest')} at most`,
    ],
    [
      'accounts with the surname Silva (share among Brazilians)',
      `${numberIn(row, 'silva').toFixed(1)} % (${(silva / 1000).toFixed(1)} %)`,
    ],
    ['distinct occupations, counting both genders', grouped(numberIn(row, 'occupations'))],
  ];
}

async function places(lake: SampleLake): Promise<Fact[]> {
  const byState = await lake.rows(
    `SELECT uf, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM fake_accounts GROUP BY 1`,
  );
  const residents = states.reduce((sum, { population }) => sum + population, 0);
  const off = states.map(({ uf, population }) => {
    const share = numberIn(
      byState.find((row) => row.uf === uf),
      'share',
    );
    return { uf, points: Math.abs(share - (100 * population) / residents) };
  });
  const [worst] = off.toSorted((a, b) => b.points - a.points);
  const cities = await lake.rows(
    `SELECT cidade, uf, 100.0 * count(*) / sum(count(*)) OVER () AS share
     FROM fake_accounts GROUP BY 1, 2 ORDER BY share DESC, cidade`,
  );
  return [
    [
      'largest deviation of a state from its share of the census',
      `${worst?.uf}, ${worst?.points.toFixed(2)} percentage points`,
    ],
    ['distinct cities', grouped(cities.length)],
    [
      'city with the most accounts',
      `${cities[0]?.cidade} (${numberIn(cities[0], 'share').toFixed(1)} %)`,
    ],
  ];
}

function numberIn(row: Row | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value !== 'number')
    throw new TypeError(`Expected a number in column ${column}, got ${value}.`);
  return value;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
