import { columnOf, numberColumn } from '../content/columns.ts';
import type { Content } from '../content/content.ts';
import { lastDigits, padded } from '../content/digits.ts';
import { evenNumbers } from '../content/number-content.ts';
import { phrases } from '../content/phrases.ts';
import { anyExamples } from '../content/word-content.ts';
import { scatteredUuids } from '../typed/distinct-texts.ts';
import type { Context, Meaning } from './meaning.ts';
import { makers, products } from './word-lists.ts';

/** Words of fields that goods have. */
const PRICE_WORDS = ['preco', 'price', 'sku', 'ean', 'estoque', 'stock', 'marca', 'brand'];

/** Characters of an identifier; 36 to this power is below 2^32. */
const ID_LENGTH = 6;

/** How rows are numbered, named and described. */
export const labelMeanings: readonly Meaning[] = [
  {
    name: 'flag',
    about: 'yes or no: a boolean, 1 and 0, or `S` and `N` (`Y` and `N` where names are English)',
    said: {
      8: '^flg, ^fl, ^flag, ^is, ^has, flag$, ^sn',
      5: 'ativo, active, enabled, habilitado, verified, verificado, deleted, passed, failed, public, explicit, bike share for all trip',
      4: '^ind, ^in',
    },
    contents: ({ draws }) => {
      const numbers = draws('value');
      // Seven of ten are yes.
      return [
        {
          kind: 'flag',
          make: (rows) =>
            Uint8Array.from(numbers.below(rows, 10), (number) => (number < 7 ? 1 : 0)),
        },
      ];
    },
  },
  {
    name: 'uuid',
    about: 'UUID of version 4',
    said: { 5: 'uuid, guid' },
    contents: ({ draws }) => {
      const different = scatteredUuids(draws);
      const [high, low] = [draws('value'), draws('value', 'low')];
      const make = (numbers: Float64Array) => columnOf(numbers, different.textOf);
      return [
        {
          kind: 'text',
          longest: 36,
          types: ['uuid'],
          make: (rows) => {
            const lows = low.below(rows, 2 ** 16);
            return make(
              numberColumn(high.uint32s(rows), (number, row) => {
                return number * 2 ** 16 + (lows[row] as number);
              }),
            );
          },
          distinct: { size: different.size, make },
        },
      ];
    },
  },
  {
    name: 'id',
    about: 'number or text that identifies something',
    said: {
      6.5: '^id, id$, key$',
      4: 'id, key, chave, pk, sk, identifier, identificador, gravatar id, code$, protocolo, matricula, number$',
      3: '^cod, ^cd, codigo, code, ^num, ^nr, ^nro, numero, number, no',
    },
    contents: ({ draws, field, words }) => identifiers(draws, field, words),
  },
  {
    name: 'product',
    about: 'name of goods',
    said: {
      6: 'produto, product, nome produto, product name, item, item name, nome item, mercadoria, des produto, descricao produto, product description',
    },
    contents: ({ draws, language }) => [
      { ...anyExamples(products[language], draws('value')), cutTo: 5 },
    ],
  },
  {
    name: 'maker',
    about: 'invented brand of goods',
    said: { 6: 'marca, brand, fabricante, manufacturer, maker, vendor' },
    contents: ({ draws }) => [anyExamples(makers, draws('value'))],
  },
  {
    name: 'label',
    about: 'name of a thing: one to three invented words',
    said: {
      4: 'station name, nome projeto, titulo, title, label, rotulo, assunto, subject',
      2: 'nome, name, nom, nm, key, metric',
    },
    contents: ({ draws, language, around }) =>
      PRICE_WORDS.some((word) => around.has(word))
        ? [{ ...anyExamples(products[language], draws('value')), cutTo: 5 }]
        : [{ ...phrases(draws, language, { words: [1, 3] }), isNumbered: true }],
  },
  {
    name: 'text',
    about: 'sentence of invented words',
    said: {
      5: 'descricao, description, observacao, obs, comentario, comment, comments, mensagem, message, texto, text, bio, summary, resumo, failure text, query, payload, body, input, note, notes, motivo, reason, historico, detalhe, justificativa',
      3: 'des, ds, desc, dsc, other, value',
    },
    contents: ({ draws, language }) => [
      phrases(draws, language, { words: [4, 12], sentence: true }),
    ],
  },
];

function identifiers(
  draws: Context['draws'],
  field: Context['field'],
  words: Context['words'],
): readonly Content[] {
  const numbers = draws('value');
  const isText = field.type === 'string' || field.type === 'char';
  if (!isText) return [evenNumbers(numbers, { least: 1, most: 100_000 })];
  const isNumber = words.some((word) => ['num', 'nr', 'nro', 'numero', 'number'].includes(word));
  const width = Math.min(field.length ?? ID_LENGTH, ID_LENGTH);
  return [
    {
      kind: 'text',
      longest: width,
      make: (rows) =>
        isNumber
          ? columnOf(numbers.below(rows, 10 ** width), (number) => padded(number, width))
          : columnOf(numbers.uint32s(rows), (number) => lastDigits(number, 36, width)),
    },
  ];
}
