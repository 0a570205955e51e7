import type { Content } from '../content/content.ts';
import type { Context } from './meaning.ts';

/** Words of names that hold a time, whatever the type of the field is. */
const TIME_WORDS: ReadonlySet<string> = new Set(
  `dt dat dth data date datahora datetime time timestamp ts at em on hora epoch day dia dtime
   ms millis micros nanos`.split(/\s+/),
);

/** Types of fields that hold a time. */
export const TIME_TYPES: ReadonlySet<string> = new Set(['date', 'time', 'datetime', 'timestamp']);

/** Only fields whose type or name is of time: `paid` may be a flag, and `payment` a way to pay. */
export function ifTime({ field, words, isAsked }: Context, content: Content): readonly Content[] {
  // A float that is called a time is how long something took.
  if (!isAsked && field.type === 'float' && words.includes('time')) return [];
  const isTime =
    isAsked || TIME_TYPES.has(field.type) || words.some((word) => TIME_WORDS.has(word));
  return isTime ? [content] : [];
}
