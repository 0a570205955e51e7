import * as Plot from '@observablehq/plot';
import { givenNameRows } from '../../lib/brazil/given-names.ts';
import { occupationRows } from '../../lib/brazil/occupations.ts';
import { states } from '../../lib/brazil/states.ts';
import { surnameRows } from '../../lib/brazil/surnames.ts';
import { colours, svgOf } from './drawing.ts';
import type { SampleLake } from './sample-lake.ts';

/** SQL for the complete years on the day of the sign-up, in Brasília time. */
export const AGE = `date_diff('year', data_nascimento, CAST(criado_em - INTERVAL 3 HOUR AS date))
  - CASE WHEN strftime(data_nascimento, '%m%d') > strftime(criado_em - INTERVAL 3 HOUR, '%m%d')
    THEN 1 ELSE 0 END`;

/** SQL for a table of given names and their sex, because the lake has no column for the sex. */
export const SEX_OF_NAME = `(VALUES ${givenNameRows
  .filter(([name, sex]) => !givenNameRows.some((row) => row[0] === name && row[1] !== sex))
  .map(([name, sex]) => `(${literal(name)}, '${sex}')`)
  .join(', ')}) AS names (given, sex)`;

/** Draws the share of accounts by age. */
export async function drawAges(lake: SampleLake): Promise<string> {
  const ages = await lake.rows(
    `SELECT ${AGE} AS age, 100.0 * count(*) / sum(count(*)) OVER () AS share
     FROM fake_accounts GROUP BY 1 ORDER BY 1`,
  );
  return svgOf('Accounts by age', {
    height: 280,
    marginLeft: 55,
    marginBottom: 42,
    x: { label: 'age at sign-up, in years', ...centred, domain: [17, 95] },
    y: { label: '% of accounts', grid: true },
    marks: [
      Plot.rectY(ages, {
        x1: ({ age }) => age - 0.5,
        x2: ({ age }) => age + 0.5,
        y: 'share',
        fill: colours.first,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0]),
    ],
  });
}

/** Draws the share of accounts and of residents by state. */
export async function drawStates(lake: SampleLake): Promise<string> {
  const measured = await lake.rows(
    `SELECT uf, 100.0 * count(*) / sum(count(*)) OVER () AS share
     FROM fake_accounts GROUP BY 1 ORDER BY 1`,
  );
  const residents = states.reduce((sum, { population }) => sum + population, 0);
  const bars = measured.map(({ uf, share }) => ({ name: String(uf), share: Number(share) }));
  const ticks = states.map(({ uf, population }) => ({
    name: uf,
    share: (100 * population) / residents,
  }));
  ticks.sort((a, b) => b.share - a.share);
  return svgOf('Accounts by state', {
    height: 300,
    marginLeft: 55,
    marginBottom: 42,
    x: { label: 'state (uf)', ...centred, domain: ticks.map(({ name }) => name) },
    y: { label: '% of accounts', grid: true },
    marks: [
      Plot.barY(bars, { x: 'name', y: 'share', fill: colours.first }),
      Plot.tickY(ticks, { x: 'name', y: 'share', stroke: colours.second, strokeWidth: 2.5 }),
      Plot.ruleY([0]),
    ],
  });
}

/** Draws the five most common given names of women and men in some decades of birth. */
export async function drawGivenNames(lake: SampleLake): Promise<string> {
  const names = await lake.rows(
    `WITH born AS (
       SELECT split_part(nome, ' ', 1) AS given, year(data_nascimento) // 10 * 10 AS decade
       FROM fake_accounts
     ), counted AS (
       SELECT decade, sex, given,
         100.0 * count(*) / sum(count(*)) OVER (PARTITION BY decade, sex) AS share,
         row_number() OVER (PARTITION BY decade, sex ORDER BY count(*) DESC, given) AS place
       FROM born JOIN ${SEX_OF_NAME} USING (given)
       WHERE decade IN (1950, 1970, 1990, 2000)
       GROUP BY decade, sex, given
     )
     SELECT decade || 's' AS decade, CASE sex WHEN 'F' THEN 'women' ELSE 'men' END AS sex, given, share, place
     FROM counted WHERE place <= 5 ORDER BY decade, sex, place`,
  );
  return svgOf('Most common given names by decade of birth', {
    height: 330,
    marginLeft: 10,
    marginRight: 60,
    marginTop: 34,
    marginBottom: 42,
    fx: { label: null, padding: 0.08 },
    fy: { label: null, domain: ['women', 'men'], padding: 0.12, axis: 'right', tickSize: 0 },
    x: {
      label: '% of the women or men born in the decade',
      ...centred,
      ticks: [0, 20, 40],
      domain: [0, 48],
    },
    y: { axis: null, type: 'band' },
    marks: [
      Plot.barX(names, {
        fx: 'decade',
        fy: 'sex',
        x: 'share',
        y: 'place',
        fill: ({ sex }) => (sex === 'women' ? colours.second : colours.first),
        fillOpacity: 0.45,
      }),
      Plot.text(names, {
        fx: 'decade',
        fy: 'sex',
        x: 0,
        y: 'place',
        dx: 5,
        textAnchor: 'start',
        text: ({ given, share }) => `${given} ${share.toFixed(1)}`,
      }),
      Plot.ruleX([0]),
    ],
  });
}

/** Draws the most common occupations, with both grammatical genders under the masculine form. */
export async function drawOccupations(lake: SampleLake): Promise<string> {
  const titles = occupationRows.flatMap(([masculine, feminine]) =>
    [...new Set([masculine, feminine])].map(
      (title) => `(${literal(title)}, ${literal(masculine)})`,
    ),
  );
  const occupations = await lake.rows(
    `SELECT masculine AS name, 100.0 * count(*) / sum(count(*)) OVER () AS share
     FROM fake_accounts
     JOIN (VALUES ${titles.join(', ')}) AS titles (title, masculine)
       ON title = emprego
     GROUP BY 1 ORDER BY share DESC, name LIMIT 25`,
  );
  return svgOf('Most common occupations', {
    height: 520,
    marginLeft: 210,
    marginRight: 45,
    marginTop: 10,
    marginBottom: 42,
    x: { label: '% of accounts', ...centred, grid: true },
    y: { label: null, domain: occupations.map(({ name }) => String(name)), tickSize: 0 },
    marks: [
      Plot.barX(occupations, { x: 'share', y: 'name', fill: colours.first }),
      Plot.text(occupations, {
        x: 'share',
        y: 'name',
        text: ({ share }) => share.toFixed(1),
        textAnchor: 'start',
        dx: 4,
      }),
      Plot.ruleX([0]),
    ],
  });
}

/** Draws the most common surnames, with their shares among Brazilians. */
export async function drawSurnames(lake: SampleLake): Promise<string> {
  const some = surnameRows.slice(0, 25).map(([name, weight]) => ({ name, share: weight / 1000 }));
  const measured = await lake.rows(
    `SELECT surname AS name, 100.0 * count(*) / (SELECT count(*) FROM fake_accounts) AS share
     FROM fake_accounts
     JOIN (VALUES ${some.map(({ name }) => `(${literal(name)})`).join(', ')}) AS known (surname)
       ON list_contains(string_split(nome, ' ')[2:], surname)
     GROUP BY 1 ORDER BY 1`,
  );
  return svgOf('Most common surnames', {
    height: 320,
    marginLeft: 55,
    marginBottom: 88,
    x: { label: null, domain: some.map(({ name }) => name), tickRotate: -45, tickSize: 0 },
    y: { label: '% of accounts with the surname', grid: true },
    marks: [
      Plot.barY(measured, { x: 'name', y: 'share', fill: colours.first }),
      Plot.tickY(some, { x: 'name', y: 'share', stroke: colours.second, strokeWidth: 2.5 }),
      Plot.ruleY([0]),
    ],
  });
}

const centred = { labelAnchor: 'center', labelArrow: 'none' } as const;

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
