import { describe, expect, it } from 'vitest';
import { ageOn } from '../../../lib/brazil/age.ts';
import { fiscalRegionOf } from '../../../lib/brazil/cpf.ts';
import { areaCodeOf } from '../../../lib/brazil/phone.ts';
import { isCepOf } from '../../../lib/brazil/postal-code.ts';
import { stateOf } from '../../../lib/brazil/states.ts';
import { rows } from '../../../lib/columns/rows.ts';
import { InputError } from '../../../lib/errors.ts';
import {
  accountBatches,
  generateAccounts,
} from '../../../lib/generate/accounts/generate-accounts.ts';
import { DAY_MS } from '../../../lib/model/calendar-date.ts';
import {
  HOUR_MS,
  type Hour,
  parseHour,
  periodRange,
  periodStart,
} from '../../../lib/model/period.ts';
import { type Account, accounts } from '../../../lib/tables/accounts.ts';
import { sourceContract } from '../../contracts/source-contract.ts';
import { noInputs, someAccounts } from './some-accounts.ts';

const HOUR = parseHour('2026-11-20T13');
const DAY = periodRange(parseHour('2026-11-20T00'), parseHour('2026-11-21T00'));

sourceContract(
  'The source of generated accounts',
  () => someAccounts({ seed: 'test', 'accounts-per-hour': 40 }),
  HOUR,
);

const hours = await Promise.all(DAY.map((hour) => accountsOf('a day', 600, hour)));
const day = hours.flat();

describe('accounts of a day', () => {
  it('match the requested mean, and vary from hour to hour', () => {
    const counts = hours.map((made) => made.length);

    expect(day.length).toBeGreaterThan(24 * 400);
    expect(day.length).toBeLessThan(24 * 800);
    expect(new Set(counts).size).toBeGreaterThan(12);
  });

  it('never share an id, a CPF, a phone number or an e-mail address', () => {
    for (const column of ['id', 'cpf', 'telefone', 'email'] as const) {
      expect(new Set(day.map((account) => account[column])).size).toBe(day.length);
    }
  });

  it('have the same street and neighbourhood at a postal code as accounts with another seed', () => {
    const others = accountBatches(50_000, { seed: 'others' });
    const named = new Map(day.map(({ cep, endereco }) => [cep, streetIn(endereco)]));

    const shared = [...others]
      .flatMap((batch) => [...rows(accounts, batch)])
      .filter(({ cep }) => named.has(cep));

    expect(shared.length).toBeGreaterThan(100);
    for (const { cep, endereco } of shared) expect(streetIn(endereco)).toBe(named.get(cep));
  });

  it('have a consistent state, area code, postal code, CPF and address', () => {
    for (const { uf, cidade, cep, cpf, telefone, endereco } of day) {
      const state = stateOf(uf);

      expect(state.areaCodes).toContain(areaCodeOf(telefone));
      expect(isCepOf(cep, uf)).toBe(true);
      expect(fiscalRegionOf(cpf)).toBe(state.fiscalRegion);
      expect(endereco.endsWith(`, ${cidade} - ${uf}, ${cep}`)).toBe(true);
    }
  });

  it('belong to adults, on the day in Brasília and on the day in UTC', () => {
    for (const { criado_em, data_nascimento } of day) {
      const birth = Date.parse(data_nascimento) / DAY_MS;
      const brasilia = Math.floor((criado_em.getTime() - 3 * HOUR_MS) / DAY_MS);

      expect(ageOn(birth, brasilia)).toBeGreaterThanOrEqual(18);
    }
  });

  it('have a version 7 id with the time of creation', () => {
    for (const { id, criado_em } of day) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(criado_em.getTime());
    }
  });

  it('live in every state', () => {
    expect(new Set(day.map(({ uf }) => uf)).size).toBe(27);
  });
});

describe('accounts of an hour', () => {
  it('are within their hour, in the order of creation', async () => {
    const made = await accountsOf('an hour', 600, HOUR);

    const times = made.map(({ criado_em }) => criado_em.getTime());

    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(periodStart(HOUR));
    expect(Math.max(...times)).toBeLessThan(periodStart(HOUR) + HOUR_MS);
  });

  it('do not change when accounts are added', () => {
    const [some, one] = [generateAccounts(50), generateAccounts(51)];

    const ids = new Set(some.map(({ id }) => id));
    expect(one.filter(({ id }) => ids.has(id))).toEqual(some);
  });

  it('are different people with another seed', async () => {
    const [one, other] = [await accountsOf('a', 50, HOUR), await accountsOf('b', 50, HOUR)];

    const names = new Set(one.map(({ nome }) => nome));

    expect(other.filter(({ nome }) => names.has(nome)).length).toBeLessThan(5);
  });

  it('are rejected without a seed, and for a mean that is not a whole number from 1 to 1,000,000', () => {
    for (const accountsPerHour of [0, -1, 1.5, Number.NaN, 1_000_001]) {
      expect(() => someAccounts({ 'accounts-per-hour': accountsPerHour })).toThrow(InputError);
    }
    expect(() => someAccounts({ seed: '' })).toThrow(InputError);
  });

  it('come in several batches for 100,000 accounts, in one order', () => {
    const batches = [...accountBatches(120_000, { seed: 'many' })];

    const times = batches.flatMap((batch) => Array.from(batch.criado_em ?? [], Number));
    expect(batches.length).toBeGreaterThan(1);
    expect(times).toHaveLength(120_000);
    expect(times.every((time, row) => row === 0 || (times[row - 1] ?? 0) <= time)).toBe(true);
  });
});

describe('generateAccounts', () => {
  it('returns the same typed accounts for the same arguments', () => {
    const made: Account[] = generateAccounts(10, { seed: 'demo' });

    expect(made).toHaveLength(10);
    expect(made).toEqual(generateAccounts(10, { seed: 'demo' }));
    expect(made[0]?.criado_em).toBeInstanceOf(Date);
  });

  it('returns accounts of the requested hour', () => {
    const [account] = generateAccounts(1, { hour: '2030-06-01T12' });

    expect(account?.criado_em.toISOString()).toMatch(/^2030-06-01T12:/);
  });

  it.each([0, -1, 1.5, Number.NaN, 1_000_001])('rejects the count %j', (count) => {
    expect(() => generateAccounts(count)).toThrow(InputError);
  });

  it('rejects a malformed hour', () => {
    expect(() => generateAccounts(1, { hour: 'noon' })).toThrow(/a UTC hour .* got "noon"/);
  });
});

async function accountsOf(seed: string, accountsPerHour: number, hour: Hour): Promise<Account[]> {
  const made: Account[] = [];
  const source = someAccounts({ seed, 'accounts-per-hour': accountsPerHour });
  for await (const batch of source.batches(hour, noInputs)) {
    made.push(...rows(accounts, batch));
  }
  return made;
}

/** An address without its house number. */
function streetIn(endereco: string): string {
  return endereco.split(', ').toSpliced(1, 1).join(', ');
}
