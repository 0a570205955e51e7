import { isHoliday } from '../../lib/brazil/holidays.ts';
import { BRASILIA_OFFSET } from '../../lib/brazil/official-time.ts';
import { type ArrivalSettings, expectedAccounts } from '../../lib/generate/accounts/arrivals.ts';
import { dateOfDay } from '../../lib/model/calendar-date.ts';
import { HOUR_MS, periodFromIndex } from '../../lib/model/period.ts';
import type { SampleLake } from './sample-lake.ts';
import { usualSettings } from './usual-settings.ts';

/** The sign-ups of one hour of a lake. */
export interface HourOfSignUps {
  /** Start of the hour in Brasília time, stored as if it were UTC. */
  readonly local: Date;
  readonly accounts: number;
  readonly expected: number;
  readonly holiday: boolean;
}

/** Hours in a day. */
export const DAY_HOURS = 24;

/** Returns the actual and the expected sign-ups of every hour of a lake, oldest first. */
export async function signUpsByHour(
  lake: SampleLake,
  settings: ArrivalSettings = usualSettings(),
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

/** Sums hours into days, each at its start. Every day must have all its hours. */
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

/** Returns the mean sign-ups of each hour of the day, from 0h to 23h in Brasília. */
export function meansByHourOfDay(hours: readonly HourOfSignUps[]): number[] {
  return Array.from({ length: DAY_HOURS }, (_, hour) => {
    const some = hours.filter(({ local }) => local.getUTCHours() === hour);
    return sumOf(some.map(({ accounts }) => accounts)) / some.length;
  });
}

/** Returns the kind of day of an hour. */
export function kindOf({ local, holiday }: HourOfSignUps): string {
  if (holiday) return 'holidays';
  return [0, 6].includes(local.getUTCDay()) ? 'weekends' : 'working days';
}

/** Returns the sum of numbers. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function dayOf({ local }: HourOfSignUps): string {
  return local.toISOString().slice(0, 10);
}
