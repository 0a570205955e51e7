import { BRASILIA_OFFSET } from '../../brazil/official-time.ts';
import type { Batch } from '../../model/batch.ts';
import { randomFamily } from '../../model/keyed-random.ts';
import { HOUR_MS, type Hour, periodIndex, periodStart } from '../../model/period.ts';
import { WeightedNumbers } from '../../model/weighted.ts';
import { WordColumn, wordsOfTexts } from '../../model/word-column.ts';
import { movements as movementsTable } from '../../tables/movements.ts';
import { hourOfWeek } from '../accounts/arrivals.ts';
import { amountsOf } from './amounts.ts';
import type { Cooperative } from './cooperative.ts';
import { idOf } from './hour-ids.ts';
import { isOnHoliday } from './hourly-shape.ts';
import { type AccountType, movementKinds, PARTS, partOfDay } from './movement-kinds.ts';
import type { Offspring } from './offspring.ts';

const BATCH_ROWS = 10_000;

const descriptions = wordsOfTexts(movementKinds.map(({ description }) => description));
const amounts = movementKinds.map(amountsOf);

/** For each type of account, the kinds that can be drawn, by part of the day: on workdays, and then on others. */
const kindsOf = { current: pickersOf('current'), savings: pickersOf('savings') };

/** Makes the movements of hours, in the order of `data_movimento`. */
export function movementRows(
  coop: Cooperative,
  movements: Offspring,
  seed: string,
): (hour: Hour) => Generator<Batch> {
  const family = (choice: string) => randomFamily(seed, movementsTable.name, choice);
  const [moment, kind, amount] = [family('moment'), family('kind'), family('amount')];

  return function* rows(hour) {
    const index = periodIndex(hour);
    const streams = { kind: kind.of(index), amount: amount.of(index) };
    const moments = sortedMoments(moment.of(index).uint32, movements.counts.at(index));
    const pickers = pickersAt(index);
    for (let from = 0; from < moments.length; from += BATCH_ROWS) {
      const rowsOfBatch = Math.min(BATCH_ROWS, moments.length - from);
      const columns = {
        id: new Float64Array(rowsOfBatch),
        vlr_transacao: new Int32Array(rowsOfBatch),
        kinds: new Uint16Array(rowsOfBatch),
        data_movimento: new Float64Array(rowsOfBatch),
        id_cartao: new Float64Array(rowsOfBatch),
      };
      const start = periodStart(hour);
      for (let row = 0; row < rowsOfBatch; row += 1) {
        const number = from + row;
        const id = idOf(index, number + 1);
        const card = movements.parentOf(id);
        const picker = coop.isOnCurrent(card) ? pickers.current : pickers.savings;
        const picked = picker.pick(streams.kind.uint32(number));
        columns.id[row] = id;
        columns.vlr_transacao[row] = (amounts[picked] as (draw: number) => number)(
          streams.amount.uint32(number),
        );
        columns.kinds[row] = picked;
        columns.data_movimento[row] = start + (moments[number] as number);
        columns.id_cartao[row] = card;
      }
      const { kinds, ...others } = columns;
      yield { ...others, des_transacao: new WordColumn(descriptions, kinds) };
    }
  };
}

/**
 * Milliseconds since the start of the hour. Nothing else of a movement depends on its moment, so it is
 * enough to order the moments and to number the movements in their order.
 */
function sortedMoments(draw: (row: number) => number, count: number): Int32Array {
  const moments = new Int32Array(count);
  for (let row = 0; row < count; row += 1) {
    moments[row] = Math.floor((draw(row) / 2 ** 32) * HOUR_MS);
  }
  return moments.sort();
}

function pickersAt(index: number): Readonly<Record<AccountType, WeightedNumbers>> {
  const part = partOfDay((((index + BRASILIA_OFFSET) % 24) + 24) % 24);
  const isWorkday = hourOfWeek(index) < 5 * 24 && !isOnHoliday(index);
  const place = isWorkday ? part : PARTS + part;
  return {
    current: kindsOf.current[place] as WeightedNumbers,
    savings: kindsOf.savings[place] as WeightedNumbers,
  };
}

function pickersOf(type: AccountType): readonly WeightedNumbers[] {
  return [true, false].flatMap((isWorkday) =>
    Array.from({ length: PARTS }, (_, part) => {
      const weights = movementKinds.map(({ on, onWorkdays, weights: ofKind }) =>
        on.includes(type) && (isWorkday || !onWorkdays) ? (ofKind[part] ?? 0) : 0,
      );
      return new WeightedNumbers(
        movementKinds.map((_, number) => number),
        weights,
      );
    }),
  );
}
