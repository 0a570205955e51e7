import { OLDEST } from '../../../brazil/age.ts';
import { writeEmail } from '../../../brazil/email.ts';
import { EMAIL_TOKENS } from '../../../brazil/email-tokens.ts';
import { givenNames } from '../../../brazil/given-name-list.ts';
import { writeGivenNames, writeName, writeSurnames } from '../../../brazil/names.ts';
import { occupationWords } from '../../../brazil/occupation.ts';
import { WOMAN } from '../../../brazil/sex.ts';
import { surnames } from '../../../brazil/surname-list.ts';
import { DAY_MS, dateOfDay } from '../../../model/calendar-date.ts';
import type { TextWriter } from '../../../model/text-writer.ts';
import { printedName } from '../../relational/printed-name.ts';
import { numberColumn } from '../content/columns.ts';
import type { TextContent } from '../content/content.ts';
import { knownNumbers } from '../content/number-content.ts';
import { stringsOf } from '../content/strings-of.ts';
import { wordsAt } from '../content/word-content.ts';
import { rolesIn, roleWords } from '../guess/roles.ts';
import type { RowSet } from '../row-set.ts';
import type { Person } from '../subjects/person.ts';
import { scattered } from '../typed/distinct-texts.ts';
import type { Context, Meaning } from './meaning.ts';

/** More characters than a name has. */
const LONGEST_NAME = 100;

/** Characters that a name can be cut to. */
const SHORT_NAME = 6;

/** Characters of the longest e-mail address: two names, the token and the domain. */
const LONGEST_EMAIL = longestPiece(givenNames.plain) + longestPiece(surnames.plain) + 21;

const SEXES = {
  pt: { letters: ['F', 'M'], words: ['Feminino', 'Masculino'] },
  en: { letters: ['F', 'M'], words: ['Female', 'Male'] },
} as const;

const MARITAL = {
  pt: ['Solteiro(a)', 'Casado(a)', 'União estável', 'Divorciado(a)', 'Viúvo(a)'],
  en: ['Single', 'Married', 'Domestic partnership', 'Divorced', 'Widowed'],
} as const;

/** What people are called, born as, and do. */
export const personMeanings: readonly Meaning[] = [
  {
    name: 'name',
    about: 'full name of the person',
    said: {
      6: 'nome completo, full name, nome cliente, customer name',
      3: 'nome, nom, nm, name',
      2: roleWords.join(', '),
    },
    subject: 'person',
    contents: (context) => (isName(context) ? [namesContent(context.person, writeName)] : []),
  },
  {
    name: 'given-name',
    about: 'given names of the person',
    said: { 7: 'primeiro nome, prenome, first name, given name, firstname, fname' },
    subject: 'person',
    contents: ({ person }) => [namesContent(person, writeGivenNames)],
  },
  {
    name: 'surname',
    about: 'surnames of the person',
    said: { 7: 'sobrenome, ultimo nome, last name, surname, family name, lastname, lname' },
    subject: 'person',
    contents: ({ person }) => [namesContent(person, writeSurnames)],
  },
  {
    name: 'printed-name',
    about: 'name of the person as a card has it: capitals without accents',
    said: { 7: 'nome impresso, nom impresso, impresso, embossed name, printed name, name on card' },
    subject: 'person',
    contents: ({ person }) => {
      const full = namesContent(person, writeName);
      return [{ ...full, longest: 26, make: (rows) => full.make(rows).map(printedName) }];
    },
  },
  {
    name: 'email',
    about: 'e-mail address made of the names of the person, at a reserved domain',
    said: { 7: 'email, e mail, mail, correio eletronico' },
    subject: 'person',
    contents: (context) => [emails(context), shortEmails(context)],
  },
  {
    name: 'username',
    about: 'name that the person signs in with',
    said: {
      6: 'user name, nome usuario, nome de usuario, login name',
      4: 'username, login, nickname, apelido, usuario, user',
    },
    subject: 'person',
    contents: (context) => [usernames(context)],
  },
  {
    name: 'sex',
    about: '`F` or `M`, or in words',
    said: { 7: 'sexo, genero, sex, gender' },
    subject: 'person',
    contents: ({ person, language, field }) => {
      const { letters, words: long } = SEXES[language];
      const sexes = (rows: RowSet) => person.life(rows).sexes;
      const inLetters = wordsAt(letters, sexes);
      const inWords = wordsAt(long, sexes);
      const code = knownNumbers({ least: 1, most: 2 }, (rows) =>
        numberColumn(sexes(rows), (sex) => (sex === WOMAN ? 2 : 1)),
      );
      const isShort = field.length === undefined || field.length < 9;
      return isShort ? [inLetters, code] : [inWords, code];
    },
  },
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
  {
    name: 'age',
    about: 'age of the person in complete years',
    said: { 6: 'idade, age' },
    subject: 'person',
    contents: ({ person }) => [
      knownNumbers({ least: 0, most: OLDEST + 1 }, (rows) =>
        Float64Array.from(person.life(rows).ages),
      ),
    ],
  },
  {
    name: 'occupation',
    about: 'occupation that fits the sex and the age of the person',
    said: { 5: 'profissao, ocupacao, cargo, emprego, occupation, job title, profession' },
    subject: 'person',
    contents: ({ person }) => [
      { ...wordsAt(occupationWords.texts, person.occupations), cutTo: SHORT_NAME },
    ],
  },
  {
    name: 'marital-status',
    about: 'marital status of the person',
    said: { 7: 'estado civil, marital status' },
    subject: 'person',
    contents: ({ person, language }) => {
      const draws = person.draws('marital-status');
      const list = MARITAL[language];
      const positions = (rows: RowSet) => draws.below(rows, list.length);
      return [
        wordsAt(list, positions),
        wordsAt(
          list.map((word) => word.charAt(0)),
          positions,
        ),
        knownNumbers({ least: 1, most: list.length }, (rows) =>
          numberColumn(positions(rows), (position) => position + 1),
        ),
      ];
    },
  },
];

/** Words of fields that people have. */
const PERSONAL = words(
  'cpf email nascimento birth idade age telefone celular phone sobrenome surname sexo gender rg cargo',
);

/** Words that say no more than that a name is one, or that it is a person's. */
const NAMING = words('nome nom nm name full completo pessoa person social de do da of the');

/** Words of records that hold the fields of a person. */
const RECORDS = words('pessoa person people dados data info registro perfil profile record field');

/** Whether a name is that of a person: of a role, next to fields of people, or of nothing else. */
function isName({ words: own, recordWords, around, isAsked }: Context): boolean {
  if (isAsked || rolesIn([...own, ...recordWords]).length > 0) return true;
  if (!own.every((word) => NAMING.includes(word))) return false;
  if (PERSONAL.some((word) => around.has(word))) return true;
  const isThing = ['preco', 'price', 'sku', 'estoque', 'stock'].some((word) => around.has(word));
  return !isThing && recordWords.every((word) => RECORDS.includes(word));
}

function words(text: string): readonly string[] {
  return text.split(' ');
}

type WriteNames = (out: TextWriter, names: ReturnType<Person['names']>, row: number) => void;

function namesContent(person: Person, write: WriteNames): TextContent {
  return {
    kind: 'text',
    longest: LONGEST_NAME,
    cutTo: SHORT_NAME,
    isNumbered: true,
    make: (rows) => {
      const names = person.names(rows);
      return stringsOf(rows.length, (out, row) => write(out, names, row));
    },
  };
}

function emails({ person }: Context): TextContent {
  const [tokens, styles] = [person.draws('email'), person.draws('email-style')];
  const scatter = scattered(person.draws, EMAIL_TOKENS, 'email');
  const written = (rows: RowSet, tokenOf: (row: number) => number) => {
    const { first, last } = person.names(rows);
    const chosen = styles.uint32s(rows);
    return stringsOf(rows.length, (out, row) => {
      const given = givenNames.plain[first[row] as number] as number;
      const family = surnames.plain[last[row] as number] as number;
      writeEmail(out, given, family, tokenOf(row), chosen[row] as number);
    });
  };
  return {
    kind: 'text',
    longest: LONGEST_EMAIL,
    make: (rows) => {
      const numbers = tokens.below(rows, EMAIL_TOKENS);
      return written(rows, (row) => numbers[row] as number);
    },
    distinct: {
      size: EMAIL_TOKENS,
      make: (numbers, rows) => written(rows, (row) => scatter(numbers[row] as number)),
    },
  };
}

/** For fields that are too short for the names: `a0012xz@example.com`. */
function shortEmails(context: Context): TextContent {
  const { make } = emails(context);
  const domain = '@example.com';
  return {
    kind: 'text',
    longest: 6 + domain.length,
    make: (rows) =>
      make(rows).map((email) => email.slice(0, email.indexOf('@')).slice(-6) + domain),
  };
}

function usernames({ person }: Context): TextContent {
  const draws = person.draws('username');
  return {
    kind: 'text',
    longest: LONGEST_EMAIL,
    cutTo: SHORT_NAME,
    make: (rows) => {
      const { first, last } = person.names(rows);
      const numbers = draws.below(rows, 100);
      return stringsOf(rows.length, (out, row) => {
        out.piece(givenNames.plain[first[row] as number] as number);
        out.ascii(DOT);
        out.piece(surnames.plain[last[row] as number] as number);
        out.digits2(numbers[row] as number);
      });
    },
  };
}

const DOT = 46;

/** Characters of the longest piece; a piece ends with its length in bytes. */
function longestPiece(pieces: Int32Array): number {
  return pieces.reduce((longest, piece) => Math.max(longest, piece & 255), 0);
}
