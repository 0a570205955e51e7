import { ADULT, type BirthDays, birthDays, drawAges, pickBirthDay } from '../../../brazil/age.ts';
import { drawNames, type Names } from '../../../brazil/names.ts';
import { drawOccupations } from '../../../brazil/occupation.ts';
import { drawSexes, type Sex } from '../../../brazil/sex.ts';
import { DAY_MS } from '../../../model/calendar-date.ts';
import type { DrawsOf } from '../rows/draws.ts';
import type { MockTime } from '../rows/mock-time.ts';
import { perRowSet } from '../rows/per-row-set.ts';
import type { RowSet } from '../rows/row-set.ts';
import { type Home, homeOf } from './home.ts';

/** The people that the rows of a table are about, in one role: all of their fields agree. */
export interface Person {
  /** Random numbers of these people. */
  readonly draws: DrawsOf;
  /** What everything else follows from. */
  readonly life: (rows: RowSet) => Life;
  readonly names: (rows: RowSet) => Names;
  /** Positions in `occupationWords`. */
  readonly occupations: (rows: RowSet) => Uint16Array;
  readonly home: Home;
}

/** Sexes and ages of people. Each array has one element for each person. */
export interface Life {
  readonly sexes: Uint8Array;
  /** Complete years at the start of the period of the row. */
  readonly ages: Uint8Array;
  /** Days since 1970-01-01. */
  readonly births: Int32Array;
  readonly birthYears: Int16Array;
}

/** Options of {@link personOf}. */
export interface PersonOptions {
  /** Random numbers of these people only. */
  readonly draws: DrawsOf;
  readonly time: MockTime;
  /** Sex of all of them: mothers are women. Default: that of the population. */
  readonly sex?: Sex | undefined;
}

/** The people that rows are about. Each choice has random numbers of its own. */
export function personOf({ draws, time, sex }: PersonOptions): Person {
  const life = perRowSet((rows) => livesOf(rows, { draws, time, sex }));
  const streams = {
    given: draws('given'),
    'second-given': draws('second-given'),
    'name-form': draws('name-form'),
    surname: draws('surname'),
    'second-surname': draws('second-surname'),
    'third-surname': draws('third-surname'),
    particles: draws('particles'),
  };
  const ofOccupation = draws('occupation');
  return {
    draws,
    life,
    names: perRowSet((rows) => {
      const { sexes, birthYears } = life(rows);
      return drawNames(sexes, birthYears, streams, rows);
    }),
    occupations: perRowSet((rows) => {
      const { sexes, ages } = life(rows);
      return drawOccupations(sexes, ages, ofOccupation.uint32s(rows));
    }),
    home: homeOf(draws),
  };
}

/** Birth days are known for so many periods at once. */
const MOST_PERIODS = 1000;

function livesOf(rows: RowSet, { draws, time, sex }: PersonOptions): Life {
  const { length, periods } = rows;
  const sexes =
    sex === undefined ? drawSexes(draws('sex').uint32s(rows)) : new Uint8Array(length).fill(sex);
  const ages = drawAges(draws('age').uint32s(rows));
  const birthDraws = draws('birthday').uint32s(rows);
  const births = new Int32Array(length);
  const birthYears = new Int16Array(length);
  const daysOf = birthDaysOf(time);
  for (let row = 0; row < length; row += 1) {
    const days = daysOf(periods[row] as number, ages[row] as number);
    const birth = pickBirthDay(days, birthDraws[row] as number);
    births[row] = birth;
    birthYears[row] = birth >= days.newYear ? days.year : days.year - 1;
  }
  return { sexes, ages, births, birthYears };
}

/** The birth days of an age in a period, each worked out once. */
function birthDaysOf({ windowOf }: MockTime): (period: number, age: number) => BirthDays {
  const byPeriod = new Map<number, BirthDays[]>();
  return (period, age) => {
    let known = byPeriod.get(period);
    if (known === undefined) {
      if (byPeriod.size >= MOST_PERIODS) byPeriod.clear();
      known = [];
      byPeriod.set(period, known);
    }
    known[age - ADULT] ??= birthDays(age, Math.floor(windowOf(period).start / DAY_MS));
    return known[age - ADULT] as BirthDays;
  };
}
