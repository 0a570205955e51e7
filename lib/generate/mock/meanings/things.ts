import { evenNumbers } from '../content/number-content.ts';
import { anyWords } from '../content/word-content.ts';
import type { Meaning } from './meaning.ts';
import {
  categories,
  channels,
  colors,
  departments,
  kinds,
  payments,
  priorities,
  races,
  schooling,
  statuses,
} from './word-lists.ts';

type Lists = typeof statuses;

/** Words that group rows. */
export const thingMeanings: readonly Meaning[] = [
  lists(
    'status',
    'state that something is in',
    { 6: 'status, situacao, sit, ^st, state', 4: 'result, resultado, estado' },
    statuses,
    true,
  ),
  lists(
    'category',
    'group of goods',
    {
      6: 'categoria, category, grupo, group, segmento, segment, linha, linha produto, departamento loja',
    },
    categories,
  ),
  lists(
    'payment-method',
    'way to pay',
    {
      7: 'forma pagamento, forma de pagamento, payment method, payment type, meio pagamento, tipo pagamento, tip pagamento',
    },
    payments,
  ),
  lists(
    'channel',
    'way in which customers come',
    { 5: 'canal, channel, ship mode, shipmode' },
    channels,
  ),
  lists(
    'department',
    'part of a company',
    { 5: 'departamento, department, setor, area' },
    departments,
  ),
  lists(
    'priority',
    'how urgent something is',
    { 5: 'prioridade, priority, severity, severidade, ordpriority, shippriority' },
    priorities,
  ),
  lists('color', 'colour', { 5: 'cor, color, colour' }, colors),
  lists(
    'race',
    'colour or race, as the census asks for it',
    { 7: 'raca, race, raca cor, cor raca, ethnicity, etnia' },
    races,
  ),
  lists(
    'schooling',
    'schooling',
    { 5: 'escolaridade, education, education level, instrucao' },
    schooling,
  ),
  lists(
    'kind',
    'kind of something',
    {
      3: 'tipo, type, tip, tp, kind, classe, class, modalidade, perfil, subscriber type, subscription type',
    },
    kinds,
    true,
  ),
];

/** A meaning whose values are words of a list; as numbers their positions in it, from 1. */
function lists(
  name: string,
  about: string,
  said: Meaning['said'],
  words: Lists,
  hasCodes = false,
): Meaning {
  return {
    name,
    about: `${about}: ${words.en[0]}, ${words.en[1]}, ...`,
    said,
    contents: ({ draws, language }) => {
      const list = words[language];
      const content = anyWords(list, draws('value'));
      const codes = evenNumbers(draws('value'), { least: 1, most: list.length });
      const letters = anyWords(
        list.map((word) => word.slice(0, 1).toUpperCase()),
        draws('value'),
      );
      return hasCodes ? [content, letters, codes] : [content, codes];
    },
  };
}
