import { DateCell } from '../../model/raw-rows.ts';
import { plainText } from './decimal.ts';
import type { PresentRaw, ReadingRules } from './reading.ts';

/** `00000`: a whole number with at least five digits. */
const ZEROS = /^0{1,38}$/;

const others = ['text', 'number', 'date', 'boolean'];

/**
 * Reads text. Other values are no text unless they are declared: `number` reads any number in its
 * shortest spelling, `00000` a whole number that is not negative with at least that many digits (a code
 * that lost its zeros), `date` the date cell of a spreadsheet as ISO 8601, `boolean` as `true` or `false`.
 */
export const readString: ReadingRules = {
  usual: ['text'],
  takesWords: true,
  examples: [...others, '00000'],
  problem(reads) {
    const ofNumbers = reads.filter((name) => name === 'number' || ZEROS.test(name));
    const areKnown = reads.every((name) => others.includes(name) || ZEROS.test(name));
    if (reads.length > 0 && areKnown && ofNumbers.length <= 1) return undefined;
    return `a list of ${others.join(', ')}, or in place of number as many zeros as the text has digits`;
  },
  reader: (_, { reads, case: letters }) => {
    const spell = otherSpeller(reads);
    const inCase = letters === 'upper' ? toUpper : letters === 'lower' ? toLower : undefined;
    return (value) => {
      const text = typeof value === 'string' ? value : spell(value);
      if (text === undefined || !text.isWellFormed()) return undefined;
      return inCase === undefined ? text : inCase(text);
    };
  },
};

/** Spells what is not text. */
function otherSpeller(reads: readonly string[]): (value: PresentRaw) => string | undefined {
  const zeros = reads.find((name) => ZEROS.test(name));
  const [numbers, dates, booleans] = [
    reads.includes('number'),
    reads.includes('date'),
    reads.includes('boolean'),
  ];
  return (value) => {
    if (typeof value === 'number') {
      if (numbers && Number.isFinite(value)) return plainText(value);
      const isCode = zeros !== undefined && Number.isSafeInteger(value) && value >= 0;
      return isCode ? String(value).padStart(zeros.length, '0') : undefined;
    }
    if (typeof value === 'boolean') return booleans ? String(value) : undefined;
    return dates && value instanceof DateCell ? (value.toJSON() ?? undefined) : undefined;
  };
}

function toUpper(text: string): string {
  return text.toUpperCase();
}

function toLower(text: string): string {
  return text.toLowerCase();
}
