import { isValidCpf } from '../../brazil/cpf.ts';
import { DAY_MS } from '../../model/calendar-date.ts';
import { scale } from '../../model/keyed-random.ts';
import type { accounts } from '../../tables/accounts.ts';
import { mojibake } from './mojibake.ts';

/**
 * The values of one account as in a batch: dates in days and timestamps in milliseconds since
 * 1970-01-01.
 */
export type AccountValues = {
  readonly [C in (typeof accounts)['columns'][number] as C['name']]: C['type'] extends 'string'
    ? string
    : number;
};

/**
 * Values of an account that a fault replaces. Never its `id`, which joins it with the ground truth.
 */
export type FaultyValues = Partial<Omit<AccountValues, 'id'>>;

/** What a fault may use in addition to the account itself. */
export interface FaultContext {
  /** The account before it, if it is in the same batch and has no fault itself. */
  readonly before: AccountValues | undefined;
  /** 32 random bits. */
  readonly draw: number;
}

/** One kind of error in data. */
export interface FaultKind {
  /** Name in `planted_faults`: `wrong-check-digits`. */
  readonly name: string;
  /**
   * Returns the changed values, at least one, or `undefined` if the account cannot have this fault.
   */
  readonly plant: (account: AccountValues, context: FaultContext) => FaultyValues | undefined;
}

/** Range of days from the creation of an account to a date of birth in the future. */
const BIRTH_DAYS = { least: 1, most: 3650 } as const;

/** Range of days by which a creation time is moved into the future. */
const CREATION_DAYS = { least: 1, most: 30 } as const;

/**
 * Accounts from this date on are not moved into the future, because dates end with the year 9999.
 */
const NO_FUTURE_FROM = Date.UTC(9989, 0, 1);

/** Two check digits have 100 values, and 99 of them are wrong. */
const WRONG_PAIRS = 99;

/** All kinds of fault, each with the same probability. */
export const faultKinds: readonly FaultKind[] = [
  { name: 'wrong-check-digits', plant: wrongCheckDigits },
  { name: 'swapped-name-and-email', plant: ({ nome, email }) => ({ nome: email, email: nome }) },
  { name: 'swapped-city-and-state', plant: ({ cidade, uf }) => ({ cidade: uf, uf: cidade }) },
  { name: 'mojibake', plant: misread },
  { name: 'duplicate-person', plant: duplicatePerson },
  { name: 'missing-postal-code', plant: missingPostalCode },
  { name: 'missing-neighbourhood', plant: missingNeighbourhood },
  { name: 'birth-in-the-future', plant: birthInTheFuture },
  { name: 'created-in-the-future', plant: createdInTheFuture },
];

/** A CPF that is impossible on purpose (setting `cpf`) has no correct check digits to change. */
function wrongCheckDigits(
  { cpf }: AccountValues,
  { draw }: FaultContext,
): FaultyValues | undefined {
  if (!isValidCpf(cpf)) return undefined;
  const wrong = (Number(cpf.slice(-2)) + 1 + scale(draw, WRONG_PAIRS)) % (WRONG_PAIRS + 1);
  return { cpf: `${cpf.slice(0, -2)}${String(wrong).padStart(2, '0')}` };
}

function misread({ nome, endereco }: AccountValues): FaultyValues | undefined {
  if (hasAccents(nome)) return { nome: mojibake(nome) };
  if (hasAccents(endereco)) return { endereco: mojibake(endereco) };
  return undefined;
}

function hasAccents(text: string): boolean {
  return mojibake(text) !== text;
}

function duplicatePerson(_: AccountValues, { before }: FaultContext): FaultyValues | undefined {
  if (before === undefined) return undefined;
  const { nome, email, cpf, telefone, data_nascimento } = before;
  return { nome, email, cpf, telefone, data_nascimento };
}

function missingPostalCode({ endereco, cep }: AccountValues): FaultyValues {
  return { cep: '', endereco: endereco.replace(`, ${cep}`, '') };
}

/**
 * In `Rua das Laranjeiras, 123, Centro, Niterói - RJ, 24020-005`, the third part is the
 * neighbourhood.
 */
function missingNeighbourhood({ endereco }: AccountValues): FaultyValues {
  return { endereco: endereco.split(', ').toSpliced(2, 1).join(', ') };
}

function birthInTheFuture(
  { criado_em }: AccountValues,
  { draw }: FaultContext,
): FaultyValues | undefined {
  if (criado_em >= NO_FUTURE_FROM) return undefined;
  return { data_nascimento: Math.floor(criado_em / DAY_MS) + daysAhead(draw, BIRTH_DAYS) };
}

function createdInTheFuture(
  { criado_em }: AccountValues,
  { draw }: FaultContext,
): FaultyValues | undefined {
  if (criado_em >= NO_FUTURE_FROM) return undefined;
  return { criado_em: criado_em + daysAhead(draw, CREATION_DAYS) * DAY_MS };
}

function daysAhead(
  draw: number,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  return least + scale(draw, most - least + 1);
}
