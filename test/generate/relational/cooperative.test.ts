import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fakeAccounts } from '../../../jobs/fake-accounts.ts';
import { ageOn } from '../../../lib/brazil/age.ts';
import { type Cohorts, has } from '../../../lib/generate/relational/cohorts.ts';
import { ACCOUNTS_FROM } from '../../../lib/generate/relational/cooperative.ts';
import { ROW } from '../../../lib/generate/relational/expected-curve.ts';
import { hourOfId, idOf, numberOfId } from '../../../lib/generate/relational/hour-ids.ts';
import { movementsOn } from '../../../lib/generate/relational/movements.ts';
import { DAY_MS } from '../../../lib/model/calendar-date.ts';
import {
  addPeriods,
  HOUR_MS,
  parseHour,
  periodIndex,
  periodRange,
} from '../../../lib/model/period.ts';
import { accounts as accountsTable } from '../../../lib/tables/accounts.ts';
import { chiSquaredLimit } from '../../chi-squared.ts';
import { aCooperative, rowsOf, SINCE, tablesOf } from './a-cooperative.ts';

const BEGIN = periodIndex(SINCE);
const DAY = 24;

describe('a month of a cooperative', () => {
  const hours = periodRange(SINCE, addPeriods(SINCE, 30 * DAY));
  const settings = { 'fake-accounts': { 'accounts-per-hour': 60 }, associado: { share: 0.1 } };
  let tables: Awaited<ReturnType<typeof tablesOf>>;

  beforeAll(async () => {
    tables = await tablesOf(hours, { settings });
  });

  it('has members who are people of the accounts, with the same name, e-mail address and age', async () => {
    const accounts = await rowsOf(fakeAccounts, accountsTable, hours, { settings });
    const byEmail = new Map(accounts.map((account) => [account.email, account]));

    expect(tables.associado.length).toBeGreaterThan(1000);
    for (const { nome, sobrenome, idade, email, id } of tables.associado) {
      const account = byEmail.get(email);
      const day = Math.floor(((account?.criado_em.getTime() ?? 0) - 3 * HOUR_MS) / DAY_MS);
      expect(account?.nome).toBe(`${nome} ${sobrenome}`);
      expect(idade).toBe(ageOn(Date.parse(account?.data_nascimento ?? '') / DAY_MS, day));
      expect(hourOfId(Number(id))).toBe(Math.floor((account?.criado_em.getTime() ?? 0) / HOUR_MS));
    }
  });

  it('has a first account for each member, opened in the hour of joining and not before', async () => {
    const accounts = await rowsOf(fakeAccounts, accountsTable, hours, { settings });
    const joined = new Map(accounts.map(({ email, criado_em }) => [email, criado_em.getTime()]));
    const contas = new Map(tables.conta.map((conta) => [conta.id, conta]));

    for (const { id, email } of tables.associado) {
      const conta = contas.get(Number(id) + ACCOUNTS_FROM);
      expect(conta).toMatchObject({ id_associado: id, tipo: 'CORRENTE' });
      expect(conta?.data_criacao.getTime()).toBeGreaterThanOrEqual(joined.get(email) ?? 0);
    }
  });

  it('has nothing that refers to what is not there or is younger', () => {
    const members = new Set(tables.associado.map(({ id }) => id));
    const contas = new Map(tables.conta.map((conta) => [conta.id, conta]));
    const cartoes = new Map(tables.cartao.map((cartao) => [cartao.id, cartao]));

    for (const { id_associado, id } of tables.conta) {
      expect(members.has(id_associado)).toBe(true);
      expect(hourOfId(Number(id_associado))).toBeLessThanOrEqual(hourOfId(Number(id)));
    }
    for (const { id_conta, id_associado, data_criacao } of tables.cartao) {
      const conta = contas.get(id_conta);
      expect(conta?.id_associado).toBe(id_associado);
      expect(data_criacao.getTime() - (conta?.data_criacao.getTime() ?? 0)).toBeGreaterThanOrEqual(
        2 * DAY_MS,
      );
    }
    for (const { id_cartao, data_movimento } of tables.movimento) {
      expect(data_movimento.getTime()).toBeGreaterThan(
        cartoes.get(id_cartao)?.data_criacao.getTime() ?? Number.POSITIVE_INFINITY,
      );
    }
    expect(tables.movimento.length).toBeGreaterThan(2000);
  });

  it('has every relation from one to none, one and many', () => {
    const counts = [
      childrenOf(tables.associado, tables.conta, 'id_associado'),
      childrenOf(tables.conta, tables.cartao, 'id_conta'),
      childrenOf(tables.cartao, tables.movimento, 'id_cartao'),
    ];

    expect(counts.map((each) => Math.max(...each) > 1 && each.includes(1))).toEqual([
      true,
      true,
      true,
    ]);
    expect(counts.map((each) => each.includes(0))).toEqual([false, true, true]);
  });

  it('has rows in the order of time, within their hour', () => {
    for (const [rows, time] of [
      [tables.conta, 'data_criacao'],
      [tables.cartao, 'data_criacao'],
      [tables.movimento, 'data_movimento'],
    ] as const) {
      const times = rows.map(
        (row) => (row as unknown as Record<string, Date>)[time]?.getTime() ?? 0,
      );
      expect(times).toEqual([...times].sort((a, b) => a - b));
      rows.forEach(({ id }, row) => {
        expect(Math.floor((times[row] as number) / HOUR_MS)).toBe(hourOfId(Number(id)));
      });
    }
  });

  it('has no id twice, and movements are numbered in their order', () => {
    for (const rows of Object.values(tables)) {
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    }
    const ids = tables.movimento.map(({ id }) => Number(id));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });
});

describe('a cooperative that began at any hour', () => {
  const anyCase = fc.record({
    seed: fc.string({ minLength: 1 }).filter((text) => text.isWellFormed()),
    accounts: fc.constantFrom(1, 20, 600),
    share: fc.constantFrom(0.001, 0.01, 0.3, 1),
    begin: fc
      .integer({ min: 0, max: 100_000 })
      .map((hours) => addPeriods(parseHour('2020-01-01T00'), hours)),
    age: fc.integer({ min: 0, max: 2000 }),
  });

  it('has parents for every row, each of an earlier hour, since its beginning, and numbered within its own', () => {
    fc.assert(
      fc.property(anyCase, ({ seed, accounts, share, begin, age }) => {
        const coop = aCooperative({ seed, accounts, share, since: begin });
        const moved = movementsOn(coop, { seed, perMonth: 15 });
        const [first, hour] = [periodIndex(begin), periodIndex(begin) + age];
        const members = coop.membership.cohorts;

        for (const id of idsOf(coop.bankAccounts, hour).slice(-20)) {
          const member = coop.memberOf(id);
          const isFirst = numberOfId(id) - ACCOUNTS_FROM <= members.counts.at(hour);
          expect(has(members, member)).toBe(true);
          expectWithin(hourOfId(member), first, isFirst ? hour : hour - 1);
        }
        for (const id of idsOf(coop.cards, hour).slice(-20)) {
          const account = coop.accountOf(id);
          expect(has(coop.bankAccounts, account)).toBe(true);
          expect(coop.isCurrent(account)).toBe(coop.isOnCurrent(id));
          expectWithin(hourOfId(account), first, hour - 49);
        }
        for (const id of idsOf(moved, hour).slice(-20)) {
          const card = moved.parentOf(id);
          expect(has(coop.cards, card)).toBe(true);
          expectWithin(hourOfId(card), first, hour - 1);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('tells the same in any order of questions', () => {
    const [one, other] = [aCooperative(), aCooperative()];
    const hours = [BEGIN + 900, BEGIN + 30, BEGIN + 2000];
    const told = (coop: typeof one, hour: number) => idsOf(coop.cards, hour).map(coop.accountOf);

    const forwards = hours.map((hour) => told(one, hour));
    const backwards = hours.toReversed().map((hour) => told(other, hour));

    expect(backwards.toReversed()).toEqual(forwards);
    expect(forwards.flat().length).toBeGreaterThan(5);
  });
});

describe('the rows of each hour', () => {
  const coop = aCooperative({ seed: 'counts', accounts: 3000, share: 0.02 });
  const moved = movementsOn(coop, { seed: 'counts', perMonth: 15 });
  const WEEKS = 12 * 7 * DAY;

  it.each<[string, Cohorts]>([
    ['associado', coop.membership.cohorts],
    ['conta', coop.bankAccounts],
    ['cartao', coop.cards],
    ['movimento', moved],
  ])('of %s are as many as expected: a chi-squared test passes', (_, { expected, counts }) => {
    const hours = Array.from({ length: WEEKS }, (_, hour) => BEGIN + 3 * DAY + hour);
    // The test needs means that are not small.
    const tested = hours.filter((hour) => expected.at(hour) > 5 * ROW);

    const sum = tested.reduce((total, hour) => {
      const mean = expected.at(hour) / ROW;
      return total + (counts.at(hour) - mean) ** 2 / mean;
    }, 0);

    expect(tested.length).toBeGreaterThan(500);
    expect(sum).toBeLessThan(chiSquaredLimit(tested.length));
    // A deterministic count would be too near its mean.
    expect(sum).toBeGreaterThan(2 * tested.length - chiSquaredLimit(tested.length));
  });

  it('of movimento fall on the cards of an hour in proportion to how many are expected there', () => {
    const hour = BEGIN + WEEKS;
    const days = Array.from({ length: 60 }, (_, day) => BEGIN + (day + 10) * DAY);
    const cardsOf = (day: number) => coop.cards.expected.between(day, day + DAY);
    const cards = idsOf(moved, hour).map(moved.parentOf);

    const total = days.reduce((sum, day) => sum + cardsOf(day), 0);
    const picked = cards.filter(
      (card) => hourOfId(card) >= (days[0] ?? 0) && hourOfId(card) < (days.at(-1) ?? 0) + DAY,
    );
    const sum = days.reduce((chi, day) => {
      const mean = (picked.length * cardsOf(day)) / total;
      const there = picked.filter((card) => hourOfId(card) >= day && hourOfId(card) < day + DAY);
      return chi + (there.length - mean) ** 2 / mean;
    }, 0);

    expect(picked.length).toBeGreaterThan(1000);
    expect(sum).toBeLessThan(chiSquaredLimit(days.length - 1));
  });
});

function idsOf({ before, counts }: Cohorts, hour: number): number[] {
  return Array.from({ length: counts.at(hour) }, (_, place) =>
    idOf(hour, before(hour) + place + 1),
  );
}

function expectWithin(hour: number, first: number, last: number): void {
  expect(hour).toBeGreaterThanOrEqual(first);
  expect(hour).toBeLessThanOrEqual(last);
}

/** How many children each parent has. */
function childrenOf<Key extends string>(
  parents: readonly { readonly id: number | bigint }[],
  children: readonly Readonly<Record<Key, number | bigint>>[],
  key: Key,
): number[] {
  const counts = new Map(parents.map(({ id }) => [id, 0]));
  for (const child of children) counts.set(child[key], (counts.get(child[key]) ?? 0) + 1);
  return [...counts.values()];
}
