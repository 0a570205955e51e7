import { isHoliday } from '../../lib/brazil/holidays.ts';
import { BRASILIA_OFFSET } from '../../lib/brazil/official-time.ts';
import { defaultSettings } from '../../lib/generate/accounts/accounts-settings.ts';
import { type ArrivalSettings, expectedAccounts } from '../../lib/generate/accounts/arrivals.ts';
import { dateOfDay } from '../../lib/model/calendar-date.ts';
import { HOUR_MS, periodFromIndex } from '../../lib/model/period.ts';
import type { SampleLake } from './sample-lake.ts';

/** One hour of a lake. */
export interface HourOfSignUps {
  /** Its beginning by the clock of Brasília, as if that were UTC. */
  readonly local: Date;
  readonly accounts: number;
  readonly expected: number;
  readonly holiday: boolean;
}

/** Hours in a day. */
export const DAY_HOURS = 24;

/** What every hour of a lake has, and was expected to have; oldest first. */
export async function signUpsByHour(
  lake: SampleLake,
  settings: ArrivalSettings = defaultSettings,
): Promise<HourOfSignUps[]> {
  const rows = await lake.rows(
    `SELECT epoch_ms(criado_em) // ${HOUR_MS} AS index, count(*) AS accounts
     FROM fake_accounts GROUP BY 1 ORDER BY 1`,
  );
  return rows.map(({ index, accounts }) => {
    const local = Number(index) + BRASILIA_OFFSET;
    return {
      local: new Date(local * HOUR_MS),
      accounts: Number(accounts),
      expected: expectedAccounts(periodFromIndex('hour', Number(index)), settings),
      holiday: isHoliday(dateOfDay(Math.floor(local / DAY_HOURS))),
    };
  });
}

/** Whole days, each at its beginning; there are all hours of each. */
export function daysOf(hours: readonly HourOfSignUps[]): HourOfSignUps[] {
  return hours
    .filter(({ local }) => local.getUTCHours() === 0)
    .map((first) => {
      const day = dayOf(first);
      const ofDay = hours.filter((hour) => dayOf(hour) === day);
      return {
        ...first,
        accounts: sumOf(ofDay.map(({ accounts }) => accounts)),
        expected: sumOf(ofDay.map(({ expected }) => expected)),
      };
    });
}

/** The mean sign-ups of each hour of the day, from 0h to 23h in Brasília. */
export function meansByHourOfDay(hours: readonly HourOfSignUps[]): number[] {
  return Array.from({ length: DAY_HOURS }, (_, hour) => {
    const some = hours.filter(({ local }) => local.getUTCHours() === hour);
    return sumOf(some.map(({ accounts }) => accounts)) / some.length;
  });
}

/** What kind of day an hour lies in. */
export function kindOf({ local, holiday }: HourOfSignUps): string {
  if (holiday) return 'holidays';
  return [0, 6].includes(local.getUTCDay()) ? 'weekends' : 'working days';
}

/** The sum of some numbers. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function dayOf({ local }: HourOfSignUps): string {
  return local.toISOString().slice(0, 10);
}
