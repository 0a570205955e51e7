import { OLDEST } from '../../../brazil/age.ts';
import { writeGivenNames, writeName, writeSurnames } from '../../../brazil/names.ts';
import { occupationWords } from '../../../brazil/occupation.ts';
import { WOMAN } from '../../../brazil/sex.ts';
import { printedName } from '../../relational/printed-name.ts';
import { numberColumn } from '../content/columns.ts';
import { knownNumbers } from '../content/number-content.ts';
import { wordsAt } from '../content/word-content.ts';
import { roleWords } from '../guess/roles.ts';
import type { RowSet } from '../rows/row-set.ts';
import { emails, shortEmails, usernames } from './emails.ts';
import type { Meaning } from './meaning.ts';
import { isName, namesContent, SHORT_NAME } from './person-names.ts';

const SEXES = {
  pt: { letters: ['F', 'M'], words: ['Feminino', 'Masculino'] },
  en: { letters: ['F', 'M'], words: ['Female', 'Male'] },
} as const;

const MARITAL = {
  pt: ['Solteiro(a)', 'Casado(a)', 'União estável', 'Divorciado(a)', 'Viúvo(a)'],
  en: ['Single', 'Married', 'Domestic partnership', 'Divorced', 'Widowed'],
} as const;

/** What people are called, and what they do. */
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
