import { describe, expect, it } from 'vitest';
import { bronzeFakeAccounts } from '../../jobs/bronze-fake-accounts.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import { addPeriods } from '../../lib/model/period.ts';
import { sivOf } from '../../lib/protect/protect-values.ts';
import { parseToken } from '../../lib/protect/token.ts';
import { KEY } from '../land/a-key.ts';
import { aLake, hoursOf } from '../land/a-lake.ts';
import { dayOf } from '../land/accounts-a-day.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { askDuckDb } from '../read-parquet.ts';

const FIRST = dayOf('2026-11-01');
const DAYS = Array.from({ length: 30 }, (_, day) => addPeriods(FIRST, day));

describe('a month of the bronze layer', () => {
  it('gives back every CPF, one for one', async () => {
    const lake = await aLake({ jobs: [fakeAccounts, bronzeFakeAccounts] });

    const report = await run(
      lake.input([fakeAccounts, hoursOf(...DAYS)], [bronzeFakeAccounts, DAYS]),
    );

    const pairs = await askDuckDb(
      `SELECT cpf, cpf_protegido
       FROM read_parquet('${lake.folder}/fake-accounts/**/*.parquet') AS landed
       FULL JOIN read_parquet('${lake.folder}/bronze/**/*.parquet') AS bronze USING (id)`,
    );
    const siv = sivOf(KEY, 'cpf');
    const revealed = pairs.map(([, token]) => {
      const { bytes = new Uint8Array() } = parseToken(String(token)) ?? {};
      return Buffer.from(siv.open(bytes) ?? []).toString();
    });
    expect(failureOf(report)).toBeUndefined();
    expect(pairs.length).toBeGreaterThan(10_000);
    expect(revealed).toEqual(pairs.map(([cpf]) => cpf));
    expect(new Set(pairs.map(([, token]) => token)).size).toBe(pairs.length);
  });
});
