import { DAY_MS, dateOfDay } from '../../../model/calendar-date.ts';
import { numberColumn } from '../content/columns.ts';
import { knownNumbers } from '../content/number-content.ts';
import type { Meaning } from './meaning.ts';

/** When people were born. */
export const birthMeanings: readonly Meaning[] = [
  {
    name: 'birth-date',
    about: 'date of birth of the person, 18 to 94 years before',
    said: { 9: 'nascimento, nasc, birth, birthday, birthdate, dob, date of birth' },
    subject: 'person',
    contents: ({ person }) => [
      {
        kind: 'instant',
        isOld: true,
        make: (rows) => numberColumn(person.life(rows).births, (day) => day * DAY_MS),
      },
    ],
  },
  {
    name: 'birth-year',
    about: 'year of birth of the person',
    said: { 10: 'ano nascimento, ano de nascimento, birth year, year of birth' },
    subject: 'person',
    contents: ({ person }) => [
      knownNumbers({ least: 1900, most: 2100 }, (rows) =>
        Float64Array.from(person.life(rows).birthYears),
      ),
    ],
  },
  {
    name: 'birth-month',
    about: 'month of birth of the person, 1 to 12',
    said: { 10: 'mes nascimento, mes de nascimento, birth month, month of birth' },
    subject: 'person',
    contents: ({ person }) => [
      knownNumbers({ least: 1, most: 12 }, (rows) =>
        numberColumn(person.life(rows).births, (day) => dateOfDay(day).month),
      ),
    ],
  },
  {
    name: 'birth-day',
    about: 'day of the month of birth of the person, 1 to 31',
    said: { 10: 'dia nascimento, dia de nascimento, birth day, day of birth' },
    subject: 'person',
    contents: ({ person }) => [
      knownNumbers({ least: 1, most: 31 }, (rows) =>
        numberColumn(person.life(rows).births, (day) => dateOfDay(day).day),
      ),
    ],
  },
];
