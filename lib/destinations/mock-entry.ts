import { type Period, parsePeriod } from '../model/period.ts';
import type { LedgerSubject } from './delivery-ledger.ts';
import type { TableRows } from './row-loader.ts';

/** A line of the ledger for rows that no lake holds. */
export interface MockEntry extends LedgerSubject {
  readonly period: Period;
  readonly sha256: string;
  readonly rows: number;
}

/** Digits of a captured file: the origin stands for it. */
const DIGITS = 12;

/**
 * How the ledger knows the rows of a table: the lake is their origin, and the job is one that no lake can
 * have.
 *
 * @param name of the table in its database, with the schema where it is not the usual one
 */
export function mockEntry({ origin, count }: TableRows, name: string): MockEntry {
  return {
    lake: origin,
    lakeName: 'mock',
    job: `mock/${name}`,
    period: parsePeriod(origin.slice(0, DIGITS)),
    sha256: origin,
    rows: count,
  };
}
