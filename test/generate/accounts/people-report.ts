import { ageOn } from '../../../lib/brazil/age.ts';
import { fiscalRegionOf, isValidCpf } from '../../../lib/brazil/cpf.ts';
import { municipalityRows } from '../../../lib/brazil/municipalities.ts';
import { areaCodeOf } from '../../../lib/brazil/phone.ts';
import { stateOf } from '../../../lib/brazil/states.ts';
import { rows } from '../../../lib/columns/rows.ts';
import { accountHours } from '../../../lib/generate/accounts/account-hours.ts';
import { expectedAccounts } from '../../../lib/generate/accounts/arrivals.ts';
import type { Batch } from '../../../lib/model/batch.ts';
import { DAY_MS } from '../../../lib/model/calendar-date.ts';
import { HOUR_MS, type Hour } from '../../../lib/model/period.ts';
import { type Account, accounts } from '../../../lib/tables/accounts.ts';
import { settingsOf } from './some-accounts.ts';

/** Counts of errors in the people of some hours. Every count except the last three must be 0. */
export interface PeopleReport {
  invalidCpfs: number;
  duplicateIds: number;
  duplicateCpfs: number;
  duplicateEmails: number;
  duplicatePhones: number;
  /** Postal codes with two streets, two neighbourhoods or two cities. */
  ambiguousCeps: number;
  /** Neighbourhoods whose postal codes have one of another neighbourhood of the city among them. */
  tornNeighbourhoods: number;
  contradictions: number;
  minors: number;
  people: number;
  distinctNames: number;
  /** Distance of the chi-squared statistic of the counts from its mean, in standard deviations. */
  chiSquaredDeviation: number;
}

/** The report of people without errors. */
export const nothingWrong = {
  invalidCpfs: 0,
  duplicateIds: 0,
  duplicateCpfs: 0,
  duplicateEmails: 0,
  duplicatePhones: 0,
  ambiguousCeps: 0,
  tornNeighbourhoods: 0,
  contradictions: 0,
  minors: 0,
} as const;

const places = new Map(municipalityRows.map((row) => [`${row[0]} - ${row[1]}`, row]));

/** Makes the people of all these hours, one hour after the other, and checks each of them. */
export function reportOn(
  hours: readonly Hour[],
  { seed, accountsPerHour }: { seed: string; accountsPerHour: number },
): PeopleReport {
  const settings = settingsOf({ seed, 'accounts-per-hour': accountsPerHour, growth: 0.05 });
  const accountsOf = accountHours(settings);
  const seen = {
    id: new Set<string>(),
    cpf: new Set<string>(),
    email: new Set<string>(),
    telefone: new Set<string>(),
  };
  const streets = new Map<string, string>();
  const ambiguous = new Set<string>();
  const names = new Set<string>();
  const report = emptyReport();
  let chiSquared = 0;
  let variance = 0;
  for (const hour of hours) {
    const before = report.people;
    for (const batch of accountsOf(hour) as Iterable<Batch>) {
      for (const account of rows(accounts, batch)) {
        report.people += 1;
        if (!isValidCpf(account.cpf)) report.invalidCpfs += 1;
        if (contradictsItself(account)) report.contradictions += 1;
        if (isMinor(account)) report.minors += 1;
        for (const [column, values] of Object.entries(seen)) {
          values.add(account[column as keyof typeof seen]);
        }
        const named = namedBy(account);
        if ((streets.get(account.cep) ?? named) !== named) ambiguous.add(account.cep);
        streets.set(account.cep, named);
        names.add(account.nome);
      }
    }
    const expected = expectedAccounts(hour, settings);
    chiSquared += (report.people - before - expected) ** 2 / expected;
    // The variance of (count - mean)^2 / mean for a Poisson count.
    variance += 2 + 1 / expected;
  }
  report.duplicateIds = report.people - seen.id.size;
  report.duplicateCpfs = report.people - seen.cpf.size;
  report.duplicateEmails = report.people - seen.email.size;
  report.duplicatePhones = report.people - seen.telefone.size;
  report.ambiguousCeps = ambiguous.size;
  report.tornNeighbourhoods = tornIn(streets);
  report.distinctNames = names.size;
  report.chiSquaredDeviation = (chiSquared - hours.length) / Math.sqrt(variance);
  return report;
}

function contradictsItself({ uf, cidade, cep, cpf, telefone, endereco }: Account): boolean {
  const place = places.get(`${cidade} - ${uf}`);
  if (place === undefined) return true;
  const [, , , areaCode, cepFrom, cepTo] = place;
  const prefix = Number(cep.slice(0, 5));
  const agrees =
    areaCodeOf(telefone) === areaCode &&
    stateOf(uf).areaCodes.includes(areaCode) &&
    prefix >= cepFrom &&
    prefix <= cepTo &&
    fiscalRegionOf(cpf) === stateOf(uf).fiscalRegion &&
    endereco.endsWith(`, ${cidade} - ${uf}, ${cep}`);
  return !agrees;
}

/** What the postal code of an account names: `Rua das Laranjeiras, Centro, Niterói - RJ`. */
function namedBy({ endereco }: Account): string {
  return endereco.split(', ').toSpliced(4).toSpliced(1, 1).join(', ');
}

/** How often a neighbourhood begins again, in the order of the postal codes. */
function tornIn(streets: ReadonlyMap<string, string>): number {
  const seen = new Set<string>();
  let torn = 0;
  let before = '';
  for (const cep of [...streets.keys()].sort()) {
    const [, ...neighbourhood] = (streets.get(cep) ?? '').split(', ');
    const name = neighbourhood.join(', ');
    if (name !== before && seen.has(name)) torn += 1;
    seen.add(name);
    before = name;
  }
  return torn;
}

function isMinor({ criado_em, data_nascimento }: Account): boolean {
  const brasilia = Math.floor((criado_em.getTime() - 3 * HOUR_MS) / DAY_MS);
  return ageOn(Date.parse(data_nascimento) / DAY_MS, brasilia) < 18;
}

function emptyReport(): PeopleReport {
  return { ...nothingWrong, people: 0, distinctNames: 0, chiSquaredDeviation: 0 };
}
