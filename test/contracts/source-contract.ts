import { describe, expect, it } from 'vitest';
import { checkBatch } from '../../lib/columns/check-batch.ts';
import { rows } from '../../lib/columns/rows.ts';
import { noAnswers } from '../../lib/land/no-answer.ts';
import { type Batch, rowCount } from '../../lib/model/batch.ts';
import { addPeriods, grainOf, isTimed, type Period } from '../../lib/model/period.ts';
import type { InputObject, ReadAnswer, ReadInput, Source } from '../../lib/model/source.ts';

/** What a source is tested with. */
export interface SourceContractOptions {
  /** Gives the bytes of input objects. Default: there are none, and to read one is an error. */
  readonly read?: ReadInput;
  /** Gives answers of a database outside. Default: there are none, and to read one is an error. */
  readonly answer?: ReadAnswer;
  /** Another period, whose rows are others. Default: the next one. */
  readonly other?: Period;
}

/** More periods than a year has hours. */
const A_YEAR = 8784;

/**
 * What every source keeps to, of any grain.
 *
 * @param open opens a new source with the same settings each time
 * @param period one that has rows
 */
export function sourceContract(
  name: string,
  open: () => Source,
  period: Period,
  { read = noInput, answer = noAnswers, other = next(period) }: SourceContractOptions = {},
): void {
  describe(`${name} keeps the contract of a source`, () => {
    it('gives the same rows for the same period, at any time and in any order', async () => {
      const asked = open();
      await batchesOf(asked, other, read, answer);
      const first = await rowsOf(asked, period, read, answer);

      const again = [
        await rowsOf(asked, period, read, answer),
        await rowsOf(open(), period, read, answer),
      ];

      expect(first.length).toBeGreaterThan(0);
      expect(again).toEqual([first, first]);
    });

    it('gives other rows for another period', async () => {
      const source = open();

      const rowsOfBoth = [
        await rowsOf(source, period, read, answer),
        await rowsOf(source, other, read, answer),
      ];

      expect(rowsOfBoth[0]).not.toEqual(rowsOfBoth[1]);
    });

    it('gives batches that fit its table, and none without rows', async () => {
      const source = open();

      const batches = await batchesOf(source, period, read, answer);

      for (const batch of batches) {
        expect(() => checkBatch(source.table, batch)).not.toThrow();
        expect(rowCount(source.table, batch)).toBeGreaterThan(0);
      }
    });

    it('says what decides its rows, and of which grain its periods are', () => {
      const { facts, grain } = open();

      expect(Object.keys(facts)).toContain('generator');
      expect(grain).toBe(grainOf(period));
    });

    it('names the same inputs each time, each once, and reads no others', async () => {
      const source = open();
      const named = namesOf(source.inputs?.(period) ?? []);
      const readObjects: InputObject[] = [];

      await batchesOf(
        source,
        period,
        (input) => {
          readObjects.push(input);
          return read(input);
        },
        (input) => {
          readObjects.push(input);
          return answer(input);
        },
      );

      expect(namesOf(open().inputs?.(period) ?? [])).toEqual(named);
      expect(new Set(named).size).toBe(named.length);
      expect(named).toEqual(expect.arrayContaining(namesOf(readObjects)));
    });

    it('lets a lake have a year of periods, or a single one', async () => {
      const source = open();
      const last = isTimed(period) ? addPeriods(period, A_YEAR) : period;

      const refusals = [
        await source.checkSpan?.(period, last),
        await source.checkSpan?.(period, period),
      ];

      expect(refusals).toEqual([undefined, undefined]);
    });
  });
}

/** All rows of a period. */
export async function rowsOf(
  source: Source,
  period: Period,
  read: ReadInput = noInput,
  answer: ReadAnswer = noAnswers,
) {
  const batches = await batchesOf(source, period, read, answer);
  return batches.flatMap((batch) => [...rows(source.table, batch)]);
}

async function batchesOf(
  source: Source,
  period: Period,
  read: ReadInput,
  answer: ReadAnswer,
): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of source.batches(period, read, answer)) batches.push(batch);
  return batches;
}

export async function noInput({ job, period }: InputObject): Promise<never> {
  throw new TypeError(`Expected no input to be read, got ${job} ${period}`);
}

function next(period: Period): Period {
  if (isTimed(period)) return addPeriods(period, 1);
  throw new TypeError('Expected another captured file in the options of the contract');
}

function namesOf(inputs: readonly InputObject[]): string[] {
  return inputs.map(({ job, period, part = 'landed' }) => `${part} ${job} ${period}`);
}
