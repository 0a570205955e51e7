import { DAY_MS, dateOfDay } from '../../../model/calendar-date.ts';
import { columnOf } from '../content/columns.ts';
import type { Content } from '../content/content.ts';
import { twoDigits } from '../content/digits.ts';
import { knownNumbers } from '../content/number-content.ts';
import { wordsAt } from '../content/word-content.ts';
import type { RowSet } from '../row-set.ts';
import { type Stage, stages } from '../subjects/timeline.ts';
import { anyInstant } from '../typed/typed-content.ts';
import type { Context, Meaning } from './meaning.ts';
import { months, weekdays } from './word-lists.ts';

/** Words of names that hold a time, whatever the type of the field is. */
const TIME_WORDS: ReadonlySet<string> = new Set(
  'dt dat dth data date datahora datetime time timestamp ts at em on hora epoch day dia dtime ms millis micros nanos'.split(
    ' ',
  ),
);

const TIME_TYPES: ReadonlySet<string> = new Set(['date', 'time', 'datetime', 'timestamp']);

/** Words of each stage, and what it is for the documents. */
const STAGES: Readonly<Record<Stage, { readonly said: string; readonly about: string }>> = {
  created: {
    said: 'created, criado, criacao, cadastro, cadastrado, inclusao, insercao, inserted, registered, registro, issued, issue, emissao, emitido, start, started, inicio, begin, order date, orderdate, ordered, pedido, compra, purchase, purchased, venda, abertura, open, opened, pickup, admissao, admission, hired, contratacao, assinatura, signed, submitted, requested, solicitacao, ocorrencia',
    about: 'when the row began: created, ordered, issued',
  },
  ended: {
    said: 'ended, end, finished, finish, fim, termino, final, dropoff, completed, saida',
    about: 'when what began ended, within three hours',
  },
  approved: {
    said: 'approved, aprovacao, aprovado, confirmed, confirmacao, confirmado, authorized, autorizacao, accepted, aceite',
    about: 'when it was approved',
  },
  paid: {
    said: 'paid, pago, pagamento, payment, liquidacao, settled, baixa',
    about: 'when it was paid',
  },
  sent: {
    said: 'sent, shipped, shipping, ship, envio, enviado, postagem, despacho, dispatched, expedicao',
    about: 'when it was sent',
  },
  delivered: {
    said: 'delivered, delivery, entrega, entregue, received, recebimento, chegada, arrival',
    about: 'when it was delivered',
  },
  closed: {
    said: 'closed, encerramento, encerrado, fechamento, conclusao, concluded, cancelled, canceled, cancelamento, rescisao, desligamento, demissao, resolved',
    about: 'when it was closed or cancelled',
  },
  updated: {
    said: 'updated, update, modified, changed, atualizacao, atualizado, alteracao, alterado, modificacao, last modified, last update, last used',
    about: 'when the row was changed last',
  },
  removed: {
    said: 'deleted, removed, exclusao, excluido, archived',
    about: 'when the row was deleted',
  },
  loaded: {
    said: 'loaded, load, carga, ingestion, ingested, ingestao, processed, processamento, parse, extracted, extracao, inserted at bq, etl',
    about: 'when the row was loaded',
  },
};

const stageOfWord = new Map(
  stages.flatMap((stage) =>
    STAGES[stage].said
      .split(', ')
      .filter((phrase) => !phrase.includes(' '))
      .map((word) => [word, stage] as const),
  ),
);

/** Seconds of a duration's unit, by its word. */
const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  millis: 1,
  min: 60_000,
  mins: 60_000,
  minutes: 60_000,
  minutos: 60_000,
  hours: 3_600_000,
  horas: 3_600_000,
};

/** Instants, days, and parts of them. All but expiry lie in the time of the row, in order. */
export const timeMeanings: readonly Meaning[] = [
  ...stages.map(
    (stage): Meaning => ({
      name: stage,
      about: STAGES[stage].about,
      said: { 6: STAGES[stage].said },
      contents: (context) => ifTime(context, { kind: 'instant', make: context.timeline.at(stage) }),
    }),
  ),
  {
    name: 'moment',
    about: 'when the row happens; as a date, its day, which partition columns have',
    said: {
      5: 'dt, dat, dth, data, date, datetime, timestamp, time, hora, partition date, event, event time, log, block timestamp, reference, referencia, ref, base, competencia, datahora',
    },
    contents: (context) =>
      ifTime(context, { kind: 'instant', make: context.timeline.at('created') }),
  },
  {
    name: 'expiry',
    about: 'one to five years after the row began',
    said: {
      7: 'expiry, expires, expiration, expire, exp, validade, vencimento, valid until, valid to, due, expira',
    },
    contents: (context) => expiries(context),
  },
  {
    name: 'date',
    about: 'any time of the period of the row',
    said: {},
    contents: (context) => ifTime(context, anyInstant(context)),
  },
  part('year', 'ano, year', 'year', { least: 1970, most: 9999 }, (day) => dateOfDay(day).year),
  part('month', 'mes, month', 'month, 1 to 12, or its name', { least: 1, most: 12 }, (day) => {
    return dateOfDay(day).month;
  }),
  part('day', 'dia, day', 'day of the month, 1 to 31', { least: 1, most: 31 }, (day) => {
    return dateOfDay(day).day;
  }),
  part('quarter', 'trimestre, quarter', 'quarter, 1 to 4', { least: 1, most: 4 }, (day) => {
    return Math.ceil(dateOfDay(day).month / 3);
  }),
  part(
    'weekday',
    'dia semana, dia da semana, weekday, day of week',
    'weekday, 1 (Sunday) to 7, or its name',
    { least: 1, most: 7 },
    // 1970-01-01 was a Thursday.
    (day) => ((((day + 4) % 7) + 7) % 7) + 1,
  ),
  part(
    'year-month',
    'ano mes, anomes, year month, yearmonth, mes ano',
    'year and month, as `202611`',
    { least: 197_001, most: 999_912 },
    (day) => {
      const { year, month } = dateOfDay(day);
      return year * 100 + month;
    },
  ),
  {
    name: 'hour',
    about: 'hour of the row, 0 to 23',
    said: { 6: 'hora, hour, hh' },
    contents: (context) => {
      const at = stageAt(context);
      const hours = (rows: RowSet) =>
        at(rows).map((instant) => Math.floor((instant % DAY_MS) / 3_600_000));
      if (context.field.type !== 'string' && context.field.type !== 'char') {
        return [knownNumbers({ least: 0, most: 23 }, hours)];
      }
      return [wordsAt(twoDigits.slice(0, 24), hours)];
    },
  },
  {
    name: 'duration',
    about: 'seconds from the beginning to the end, or minutes, or what the name says',
    said: { 7: 'duration, duracao, elapsed, tempo, latency, latencia', 4: 'time' },
    contents: ({ timeline, words, field }) => {
      if (field.type !== 'float' && words.includes('time')) return [];
      const unit = words.map((word) => UNIT_MS[word]).find((ms) => ms !== undefined) ?? 1000;
      const [from, to] = [timeline.at('created'), timeline.at('ended')];
      return [
        knownNumbers({ least: 0, most: 10_800_000 / unit }, (rows) => {
          const starts = from(rows);
          return to(rows).map((end, row) => Math.floor((end - (starts[row] as number)) / unit));
        }),
      ];
    },
  },
];

/** Only fields whose type or name is of time: `paid` may be a flag, and `payment` a way to pay. */
function ifTime({ field, words, isAsked }: Context, content: Content): readonly Content[] {
  // A float that is called a time is how long something took.
  if (!isAsked && field.type === 'float' && words.includes('time')) return [];
  const isTime =
    isAsked || TIME_TYPES.has(field.type) || words.some((word) => TIME_WORDS.has(word));
  return isTime ? [content] : [];
}

/** The instants that a name speaks of: `created_year` of those when the row was created. */
function stageAt({ words, timeline }: Context): (rows: RowSet) => Float64Array {
  const stage = words.map((word) => stageOfWord.get(word)).find((found) => found !== undefined);
  return timeline.at(stage ?? 'created');
}

/** One to five years in days. */
const EXPIRY = { least: 366, most: 1826 };

function expiries(context: Context): readonly Content[] {
  const from = context.timeline.at('created');
  const draws = context.shared('expiry');
  const make = (rows: RowSet) => {
    const days = draws.below(rows, EXPIRY.most - EXPIRY.least + 1);
    return from(rows).map((instant, row) => {
      return instant + (EXPIRY.least + (days[row] as number)) * DAY_MS;
    });
  };
  const monthAndYear: Content = {
    kind: 'text',
    longest: 5,
    make: (rows) =>
      columnOf(make(rows), (instant) => {
        const { year, month } = dateOfDay(Math.floor(instant / DAY_MS));
        return `${twoDigits[month]}/${twoDigits[year % 100]}`;
      }),
  };
  const { type, length = 10 } = context.field;
  const isText = type === 'string' || type === 'char';
  return isText && length < 8 ? [monthAndYear] : [{ kind: 'instant', make }];
}

function part(
  name: string,
  said: string,
  about: string,
  limits: { readonly least: number; readonly most: number },
  ofDay: (day: number) => number,
): Meaning {
  return {
    name,
    about,
    said: { 7: said },
    contents: (context) => {
      const at = stageAt(context);
      const make = (rows: RowSet) => at(rows).map(daysTo(ofDay));
      const number = knownNumbers(limits, make);
      const { type, length } = context.field;
      if (TIME_TYPES.has(type))
        return [{ kind: 'instant', make: (rows) => at(rows).map(startOf(name)) }];
      if (type !== 'string' || (length ?? 20) < 9) {
        return [wordsAt(twoDigits, make), number].slice(
          name === 'month' && type !== 'integer' ? 0 : 1,
        );
      }
      const list = name === 'month' ? months : name === 'weekday' ? weekdays : undefined;
      if (list === undefined) return [number];
      return [wordsAt(list[context.language], (rows) => make(rows).map((value) => value - 1))];
    },
  };
}

/** A part of each instant, worked out once for instants of the same day that follow each other. */
function daysTo(ofDay: (day: number) => number): (instant: number) => number {
  const known = new Map<number, number>();
  return (instant) => {
    const day = Math.floor(instant / DAY_MS);
    const before = known.get(day);
    if (before !== undefined) return before;
    const value = ofDay(day);
    known.set(day, value);
    return value;
  };
}

/** The first day of the month or year of an instant, where a field of time is named after it. */
function startOf(name: string): (instant: number) => number {
  return daysTo((day) => {
    const { year, month } = dateOfDay(day);
    if (name === 'year') return Date.UTC(year, 0, 1);
    if (name === 'month' || name === 'year-month') return Date.UTC(year, month - 1, 1);
    return day * DAY_MS;
  });
}
