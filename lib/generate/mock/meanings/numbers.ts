import { type EvenOptions, evenNumbers, skewedNumbers } from '../content/number-content.ts';
import type { Context, Meaning } from './meaning.ts';

/** What can be counted and measured. */
export const numberMeanings: readonly Meaning[] = [
  {
    name: 'amount',
    about: 'amount of money: half are below 120, a few are very large',
    said: {
      8: '^vlr, ^val, ^vl, ^valor, amount$, price$, preco$, ^preco, cost$, total amount',
      5: 'valor, preco, price, amount, cost, custo, salario, salary, renda, income, revenue, receita, faturamento, fee, taxa, tarifa, frete, tax, imposto, surcharge, desconto, discount, toll, tolls, juros, multa, subtotal, fare, extra, saldo, balance, limite, budget, orcamento, total, extended price, supply cost, extendedprice, supplycost, ordtotalprice',
    },
    contents: ({ draws, words }) => {
      const inCents = words.some((word) => ['cents', 'centavos'].includes(word));
      return [
        {
          ...skewedNumbers(draws('value'), {
            least: 100,
            most: 100_000_000,
            median: 12_000,
            spread: 1.6,
            scale: 2,
          }),
          scale: inCents ? 0 : 2,
        },
      ];
    },
  },
  {
    name: 'quantity',
    about: 'how many: 1 to 20, mostly few',
    said: {
      8: '^qtd, ^qtde, ^qt, ^quantidade, quantity$, qty$, passenger count, numero parcelas, num parcelas',
      5: 'quantidade, quantity, qty, itens, units, unidades, installments, parcelas',
    },
    contents: ({ draws }) => [
      skewedNumbers(draws('value'), { least: 1, most: 20, median: 2.2, spread: 1.3 }),
    ],
  },
  {
    name: 'count',
    about: 'how often: 0 to 100,000, mostly few',
    said: {
      7: 'count$, tests run, tests failed, total count',
      5: 'count, contagem, visitas, visits, views, clicks, cliques, impressions, downloads, retries, attempts, tentativas, num columns, num files, num rows, concurrency, slots, avg slots, sequence, difficulty, total difficulty, signatures, required signatures',
    },
    contents: ({ draws }) => [
      skewedNumbers(draws('value'), { least: 0, most: 100_000, median: 20, spread: 2.2 }),
    ],
  },
  {
    name: 'percent',
    about: 'percentage, 0 to 100',
    said: {
      8: '^pct, ^perc, ^pc, ^percentual, percent$, pct$, percentage$',
      5: 'percentual, porcentagem, percent, percentage, aliquota',
    },
    contents: ({ draws }) => [even(draws, { least: 0, most: 10_000, scale: 2 })],
  },
  {
    name: 'ratio',
    about: 'share, 0 to 1',
    said: { 5: 'ratio, probability, probabilidade, confidence, proporcao, share, rate' },
    contents: ({ draws, field }) =>
      field.type === 'float' || field.type === 'decimal'
        ? [even(draws, { least: 0, most: 10_000, scale: 4 })]
        : [],
  },
  {
    name: 'rating',
    about: 'rating, 1 to 5',
    said: { 5: 'rating, avaliacao, nota, stars, estrelas, score, nps' },
    contents: ({ draws, field }) =>
      field.type === 'integer'
        ? [even(draws, { least: 1, most: 5 })]
        : [even(draws, { least: 10, most: 50, scale: 1 })],
  },
  {
    name: 'weight',
    about: 'weight in kilograms, mostly 1 to 100',
    said: { 5: 'peso, weight' },
    contents: ({ draws }) => [
      skewedNumbers(draws('value'), {
        least: 10,
        most: 50_000,
        median: 1200,
        spread: 1.5,
        scale: 2,
      }),
    ],
  },
  {
    name: 'height',
    about: 'height in metres, 1.45 to 2.05',
    said: { 5: 'altura, height' },
    contents: ({ draws }) => [even(draws, { least: 145, most: 205, scale: 2 })],
  },
  {
    name: 'temperature',
    about: 'temperature in degrees Celsius, 8 to 40',
    said: { 5: 'temperatura, temperature, temp' },
    contents: ({ draws }) => [even(draws, { least: 80, most: 400, scale: 1 })],
  },
  {
    name: 'distance',
    about: 'distance in kilometres, mostly below 20',
    said: { 5: 'distancia, distance, km, miles, quilometragem' },
    contents: ({ draws }) => [
      skewedNumbers(draws('value'), {
        least: 10,
        most: 100_000,
        median: 420,
        spread: 1.5,
        scale: 2,
      }),
    ],
  },
  {
    name: 'size',
    about: 'size in bytes, mostly some kilobytes',
    said: {
      6: 'size, tamanho, bytes, file size, total bytes, gas, gas used, gas limit, gas price, blob gas',
    },
    contents: ({ draws, field }) =>
      ['integer', 'float', 'decimal'].includes(field.type)
        ? [
            skewedNumbers(draws('value'), {
              least: 1,
              most: 2_000_000_000,
              median: 24_000,
              spread: 3,
            }),
          ]
        : [],
  },
  {
    name: 'position',
    about: 'position in a list or a file, from 0',
    said: {
      5: 'index, indice, posicao, position, offset, rank, ordem, line number, linenumber, row index, rowindex, nonce',
    },
    contents: ({ draws, field }) =>
      field.type === 'integer' ? [even(draws, { least: 0, most: 99 })] : [],
  },
];

function even(draws: Context['draws'], options: EvenOptions) {
  return evenNumbers(draws('value'), options);
}
