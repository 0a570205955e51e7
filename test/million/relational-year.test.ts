import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { associado } from '../../jobs/associado.ts';
import { cartao } from '../../jobs/cartao.ts';
import { conta } from '../../jobs/conta.ts';
import { movimento } from '../../jobs/movimento.ts';
import { ROW } from '../../lib/generate/relational/expected-curve.ts';
import { movementKinds } from '../../lib/generate/relational/movement-kinds.ts';
import { movementsOn } from '../../lib/generate/relational/movements.ts';
import type { Batch } from '../../lib/model/batch.ts';
import type { Job } from '../../lib/model/job.ts';
import { parseHour, periodIndex, periodRange } from '../../lib/model/period.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';
import { chiSquaredLimit } from '../chi-squared.ts';
import { noInputs } from '../generate/accounts/some-accounts.ts';
import { aCooperative, sourceOf } from '../generate/relational/a-cooperative.ts';
import { askDuckDb } from '../read-parquet.ts';

const SINCE = parseHour('2025-06-01T00');
const YEAR = periodRange(SINCE, parseHour('2026-06-01T00'));
const SEED = 'a year';
const settings = {
  'fake-accounts': { seed: SEED, 'accounts-per-hour': 60 },
  associado: { share: 0.03 },
};

describe('a million movements over a year of hours, as DuckDB sees them', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
    for (const job of [associado, conta, cartao, movimento]) await write(job, folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Answers a query over the four tables. */
  function ask(sql: string) {
    const tables = [associado, conta, cartao, movimento]
      .map(({ name }) => `${name} AS (FROM read_parquet('${join(folder, name)}.parquet'))`)
      .join(', ');
    return askDuckDb(`WITH ${tables} ${sql}`);
  }

  it('are a million, and their tables have the types that were declared', async () => {
    const [[count, ...types] = []] = await ask(
      `SELECT count(*), any_value(typeof(vlr_transacao)), any_value(typeof(data_movimento)), any_value(typeof(id_cartao))
       FROM movimento`,
    );

    console.log(
      await ask(
        'SELECT count(*), (SELECT count(*) FROM conta), (SELECT count(*) FROM cartao), (SELECT count(*) FROM movimento) FROM associado',
      ),
    );
    expect(Number(count)).toBeGreaterThanOrEqual(1_000_000);
    expect(types).toEqual(['DECIMAL(10,2)', 'TIMESTAMP', 'BIGINT']);
  });

  it.each([
    ['movements without a card', 'movimento ANTI JOIN cartao ON id_cartao = cartao.id'],
    ['cards without an account', 'cartao ANTI JOIN conta ON id_conta = conta.id'],
    ['accounts without a member', 'conta ANTI JOIN associado ON id_associado = associado.id'],
    [
      'cards of another member than their account',
      'cartao JOIN conta ON id_conta = conta.id WHERE cartao.id_associado <> conta.id_associado',
    ],
    [
      'movements that are not younger than their card',
      'movimento JOIN cartao ON id_cartao = cartao.id WHERE data_movimento <= data_criacao',
    ],
    [
      'cards that come within two days of their account',
      'cartao JOIN conta ON id_conta = conta.id WHERE cartao.data_criacao < conta.data_criacao + INTERVAL 2 DAY',
    ],
    [
      'accounts of members who join in a later hour',
      'conta WHERE id // 10000000 < id_associado // 10000000',
    ],
    ['movements before the beginning', `movimento WHERE data_movimento < TIMESTAMP '2025-06-01'`],
    ['ids of members for accounts', 'conta SEMI JOIN associado ON conta.id = associado.id'],
    [
      'card numbers of another form',
      "cartao WHERE NOT regexp_full_match(num_cartao, '9999[0-9]{12}')",
    ],
    ['card numbers with another check digit', `cartao WHERE ${luhnSum('num_cartao')} % 10 <> 0`],
    [
      'printed names of another form',
      "cartao WHERE NOT regexp_full_match(nom_impresso, '[A-Z]+( [A-Z]+)*') OR length(nom_impresso) > 26",
    ],
    [
      'printed names that begin with another name',
      `cartao JOIN associado ON id_associado = associado.id
       WHERE split_part(nom_impresso, ' ', 1)
          <> upper(regexp_replace(strip_accents(split_part(nome, ' ', 1)), '[^A-Za-z]', '', 'g'))`,
    ],
    [
      'movements on an account that has none of the kind',
      `movimento JOIN cartao ON id_cartao = cartao.id JOIN conta ON id_conta = conta.id
       WHERE list_position(${allowedPairs()}, des_transacao || ' ' || tipo) IS NULL`,
    ],
    [
      'amounts of another sign than their description',
      `movimento WHERE (vlr_transacao > 0) <> (list_position(${textList(
        movementKinds.filter(({ comesIn }) => comesIn).map(({ description }) => description),
      )}, des_transacao) IS NOT NULL) OR vlr_transacao = 0`,
    ],
  ])('have no %s', async (_, from) => {
    expect(await ask(`SELECT count(*) FROM ${from}`)).toEqual([['0']]);
  });

  it.each([
    ['associado', 'id'],
    ['associado', 'email'],
    ['conta', 'id'],
    ['cartao', 'id'],
    ['cartao', 'num_cartao'],
    ['movimento', 'id'],
  ])('have no %s with the %s of another', async (table, column) => {
    expect(await ask(`SELECT count(*) - count(DISTINCT ${column}) FROM ${table}`)).toEqual([['0']]);
  });

  it.each([
    ['members', 'conta', 'id_associado', 'associado', 1],
    ['accounts', 'cartao', 'id_conta', 'conta', 0],
    ['cards', 'movimento', 'id_cartao', 'cartao', 0],
  ])('have %s with several, and others with fewer', async (_, child, key, parent, least) => {
    const [[fewest, most] = []] = await ask(
      `, counted AS (
         SELECT count(${child}.id) AS n
         FROM ${parent} LEFT JOIN ${child} ON ${key} = ${parent}.id GROUP BY ${parent}.id
       ) SELECT min(n), max(n) FROM counted`,
    );

    expect(Number(fewest)).toBe(least);
    expect(Number(most)).toBeGreaterThan(2);
  });

  it('come in counts per hour that pass a chi-squared test against what is expected', async () => {
    const counted = await ask('SELECT id // 10000000, count(*) FROM movimento GROUP BY 1');
    const counts = new Map(counted.map(([hour, count]) => [Number(hour), Number(count)]));
    const coop = aCooperative({ seed: SEED, accounts: 60, share: 0.03, since: SINCE });
    const { expected } = movementsOn(coop, { seed: SEED, perMonth: 15 });
    const means = YEAR.map((hour) => [periodIndex(hour), expected.at(periodIndex(hour)) / ROW]);
    const tested = means.filter(([, mean = 0]) => mean > 5);

    const sum = tested.reduce(
      (total, [hour = 0, mean = 0]) => total + ((counts.get(hour) ?? 0) - mean) ** 2 / mean,
      0,
    );

    console.log(
      `chi-squared ${sum} of ${tested.length} hours, limit ${chiSquaredLimit(tested.length)}`,
    );
    expect(tested.length).toBeGreaterThan(7000);
    expect(sum).toBeLessThan(chiSquaredLimit(tested.length));
  });
});

/** All rows of the year of a job in one file. */
async function write(job: Job, folder: string): Promise<void> {
  const source = sourceOf(job, { since: SINCE, settings });
  async function* batches(): AsyncGenerator<Batch> {
    for (const hour of YEAR) yield* source.batches(hour, noInputs);
  }
  const path = join(folder, `${job.name}.parquet`);
  await encodeParquet(source.table, batches(), (bytes) => appendFile(path, bytes));
}

/** In SQL: every second digit from the right counts twice, and the digits of the product are added up. */
function luhnSum(column: string): string {
  const digits = Array.from({ length: 16 }, (_, place) => {
    const digit = `CAST(substr(${column}, ${place + 1}, 1) AS INTEGER)`;
    return place % 2 === 0 ? `(2 * ${digit}) // 10 + (2 * ${digit}) % 10` : digit;
  });
  return `(${digits.join(' + ')})`;
}

/** In SQL: each description with each type of account that it can be on. */
function allowedPairs(): string {
  const types = { current: 'CORRENTE', savings: 'POUPANCA' };
  return textList(
    movementKinds.flatMap(({ description, on }) =>
      on.map((type) => `${description} ${types[type]}`),
    ),
  );
}

function textList(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text}'`).join(', ')}]`;
}
