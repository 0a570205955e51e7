import { type CalendarDate, dayNumber } from '../model/calendar-date.ts';

/** Holidays on a fixed date: month, day, and the year in which they became national. */
const FIXED: readonly (readonly [month: number, day: number, since: number])[] = [
  [1, 1, 1935], // Confraternização Universal
  [4, 21, 1965], // Tiradentes
  [5, 1, 1925], // Dia do Trabalho
  [9, 7, 1822], // Independência
  [10, 12, 1980], // Nossa Senhora Aparecida
  [11, 2, 1949], // Finados
  [11, 15, 1949], // Proclamação da República
  [11, 20, 2024], // Consciência Negra (Lei 14.759/2023)
  [12, 25, 1922], // Natal
];

/**
 * Holidays that move with Easter, in days from Easter Sunday. Good Friday is a national holiday.
 * The two days of Carnival and Corpus Christi are optional by law, but observed nearly everywhere.
 */
const FROM_EASTER = [-48, -47, -2, 60];

/**
 * Returns Easter Sunday of a year, in days since 1970-01-01 (the anonymous Gregorian algorithm;
 * Meeus, "Astronomical Algorithms", chapter 8).
 *
 * @example
 * formatDay(easter(2026)) // => '2026-04-05'
 */
export function easter(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const position = epact + weekday - 7 * shift + 114;
  return dayNumber({ year, month: Math.floor(position / 31), day: (position % 31) + 1 });
}

/**
 * Whether a day is a national holiday, one of the two days of Carnival, or Corpus Christi.
 *
 * @example
 * isHoliday({ year: 2026, month: 2, day: 17 }) // => true
 * isHoliday({ year: 2026, month: 2, day: 18 }) // => false
 */
export function isHoliday(date: CalendarDate): boolean {
  const known = holidaysByYear.get(date.year);
  const holidays = known ?? holidaysOf(date.year);
  if (known === undefined) holidaysByYear.set(date.year, holidays);
  return holidays.has(dayNumber(date));
}

const holidaysByYear = new Map<number, ReadonlySet<number>>();

/** The holidays of a year, in days since 1970-01-01. */
function holidaysOf(year: number): ReadonlySet<number> {
  const fixed = FIXED.filter(([, , since]) => year >= since).map(([month, day]) =>
    dayNumber({ year, month, day }),
  );
  return new Set([...fixed, ...FROM_EASTER.map((days) => easter(year) + days)]);
}
