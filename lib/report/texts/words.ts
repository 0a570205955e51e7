import { DAY_MS } from '../../model/calendar-date.ts';
import { HOUR_MS, isTimed, type Period } from '../../model/period.ts';
import { english } from './english.ts';
import { portuguese } from './portuguese.ts';
import type { ReportLanguage, ReportTexts } from './texts.ts';

const texts: Readonly<Record<ReportLanguage, ReportTexts>> = { en: english, pt: portuguese };

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** The texts of a language, and numbers and dates as it writes them: never by the locale of the machine. */
export class ReportWords {
  readonly texts: ReportTexts;

  constructor(language: ReportLanguage) {
    this.texts = texts[language];
  }

  /**
   * A number with all of its digits before the point, and at most `decimals` behind it.
   *
   * @example
   * new ReportWords('en').number(14512) // => '14,512'
   * new ReportWords('pt').number(1234.5) // => '1.234,5'
   */
  number(value: number, decimals = 2): string {
    const { group, point } = this.texts.numbers;
    const rounded = Number(Math.abs(value).toFixed(decimals));
    const [whole = '', fraction] = plainDecimal(rounded).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
    const sign = value < 0 && rounded !== 0 ? '−' : '';
    return `${sign}${grouped}${fraction === undefined ? '' : `${point}${fraction}`}`;
  }

  /**
   * A number in at most a few characters, for axes.
   *
   * @example
   * new ReportWords('en').short(12000) // => '12k'
   * new ReportWords('pt').short(1500000) // => '1,5 mi'
   */
  short(value: number): string {
    const { thousand, million, billion } = this.texts.numbers;
    const size = Math.abs(value);
    if (size >= 1e9) return `${this.number(value / 1e9, 1)}${billion}`;
    if (size >= 1e6) return `${this.number(value / 1e6, 1)}${million}`;
    if (size >= 1e4) return `${this.number(value / 1e3, 1)}${thousand}`;
    return this.number(value);
  }

  /**
   * A share in per cent, with one decimal.
   *
   * @example
   * new ReportWords('pt').percent(1, 8) // => '12,5 %'
   */
  percent(part: number, whole: number): string {
    const share = whole === 0 ? 0 : (100 * part) / whole;
    const [digits = '', fraction = '0'] = share.toFixed(1).split('.');
    return `${digits}${this.texts.numbers.point}${fraction} %`;
  }

  /**
   * Bytes in the largest unit that suits them, in powers of 1,000.
   *
   * @example
   * new ReportWords('en').bytes(1_400_000) // => '1.4 MB'
   */
  bytes(bytes: number): string {
    let unit = 0;
    let value = bytes;
    while (value >= (unit === 0 ? 1000 : 999.95) && unit < BYTE_UNITS.length - 1) {
      value /= 1000;
      unit += 1;
    }
    return `${this.number(value, unit === 0 ? 0 : 1)} ${BYTE_UNITS[unit]}`;
  }

  /**
   * The date of an instant in UTC.
   *
   * @param instant milliseconds since 1970-01-01T00:00:00Z
   * @example
   * new ReportWords('pt').date(0) // => '01/01/1970'
   */
  date(instant: number): string {
    const [year = '', month = '', day = ''] = isoOf(instant).slice(0, 10).split('-');
    return this.texts.numbers.date(year, month, day);
  }

  /**
   * The date and the time of an instant in UTC, to the minute.
   *
   * @param instant milliseconds since 1970-01-01T00:00:00Z
   * @example
   * new ReportWords('en').instant(0) // => '1970-01-01 00:00'
   */
  instant(instant: number): string {
    return `${this.date(instant)} ${isoOf(instant).slice(11, 16)}`;
  }

  /**
   * A period: an hour, a day, or the start of the SHA-256 of a file.
   *
   * @example
   * new ReportWords('pt').period('2026-11-20T13') // => '20/11/2026 13:00'
   */
  period(period: Period): string {
    if (!isTimed(period)) return period;
    const [year = '', month = '', day = ''] = period.slice(0, 10).split('-');
    const date = this.texts.numbers.date(year, month, day);
    return period.includes('T') ? `${date} ${period.slice(11)}:00` : date;
  }

  /**
   * How long ago an instant was, in whole hours up to two days, then in whole days.
   *
   * @param milliseconds from then to now
   * @example
   * new ReportWords('en').ago(7_200_000) // => '2 hours ago'
   */
  ago(milliseconds: number): string {
    const { ago, justNow } = this.texts.numbers;
    if (milliseconds < HOUR_MS) return justNow;
    const isInHours = milliseconds < 2 * DAY_MS;
    const count = Math.floor(milliseconds / (isInHours ? HOUR_MS : DAY_MS));
    return ago(this.number(count), isInHours ? 'hour' : 'day', count === 1);
  }

  /** The day of an instant without its year, for axes: `20 Nov`. */
  dayAndMonth(instant: number): string {
    const day = isoOf(instant);
    return this.texts.numbers.dayAndMonth(Number(day.slice(8, 10)), this.month(instant));
  }

  /** The short name of the month of an instant. */
  month(instant: number): string {
    return this.texts.numbers.months[Number(isoOf(instant).slice(5, 7)) - 1] ?? '';
  }
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}

/** A number without an exponent. */
function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(value < 1 ? 6 : 0) : text;
}
