import { accountRulesIn } from '../../tables/account-rules.ts';
import type { Rule } from '../report-facts.ts';
import { joined } from './joined.ts';
import type { ReportTexts } from './texts.ts';

const AGO = { hour: ['hora', 'horas'], day: ['dia', 'dias'] } as const;

const UNITS = { day: 'dia', month: 'mês', year: 'ano' } as const;

/** A report in the Portuguese of Brazil. */
export const portuguese: ReportTexts = {
  code: 'pt-BR',
  numbers: {
    group: '.',
    point: ',',
    thousand: ' mil',
    million: ' mi',
    billion: ' bi',
    months: ['jan', 'fev', 'mar', 'abr', 'mai', 'jun', 'jul', 'ago', 'set', 'out', 'nov', 'dez'],
    weekdays: ['seg', 'ter', 'qua', 'qui', 'sex', 'sáb', 'dom'],
    dayAndMonth: (day, month) => `${day} ${month}`,
    date: (year, month, day) => `${day}/${month}/${year}`,
    hour: (hour) => `${hour}h`,
    ago: (count, unit, isOne) => `há ${count} ${AGO[unit][isOne ? 0 : 1]}`,
    justNow: 'há menos de uma hora',
  },
  title: (lake) => `Relatório do Hourlake: ${lake}`,
  kicker: 'Relatório do Hourlake',
  made: (instant) => `Gerado em ${instant} UTC`,
  verdict: {
    good: 'Não falta nada.',
    nothing: 'Ainda não há dados.',
    list: (parts) => `${joined(parts, ' e ')}.`,
    counts: {
      missing: (count, isOne) => `${count} período${isOne ? '' : 's'} faltando`,
      corrupt: (count, isOne) =>
        `${count} arquivo${isOne ? '' : 's'} corrompido${isOne ? '' : 's'}`,
      different: (count, isOne) =>
        `${count} arquivo${isOne ? ' feito' : 's feitos'} com outras configurações`,
      unreadable: (count, isOne) => `${count} arquivo${isOne ? ' ilegível' : 's ilegíveis'}`,
      declaration: (count, isOne) =>
        `${count} ${isOne ? 'declaração inutilizável' : 'declarações inutilizáveis'}`,
      unread: (count, isOne) =>
        `${count} tabela${isOne ? '' : 's'} que não ${isOne ? 'pôde' : 'puderam'} ser lida${isOne ? '' : 's'}`,
      broken: (count, isOne) => `${count} regra${isOne ? ' violada' : 's violadas'}`,
      rejects: (count, isOne) => `${count} linha${isOne ? ' rejeitada' : 's rejeitadas'}`,
      uncounted: () => 'rejeições que não puderam ser contadas',
      foreign: (count, isOne) => `${count} arquivo${isOne ? ' alheio' : 's alheios'} ao lake`,
      leftovers: (count, isOne) => `${count} sobra${isOne ? '' : 's'} de execuções interrompidas`,
      lost: (count, isOne) =>
        `${count} período${isOne ? ' não capturado' : 's não capturados'} a tempo`,
      waiting: (count, isOne) => `${count} período${isOne ? '' : 's'} aguardando as entradas`,
      empty: (count, isOne) => `${count} job${isOne ? '' : 's'} sem nenhum período`,
    },
    states: { good: 'Completo', warning: 'Atenção', bad: 'A corrigir', nothing: 'Vazio' },
  },
  facts: {
    jobs: 'Jobs',
    periods: 'Períodos e arquivos',
    rows: 'Linhas',
    size: 'Em disco',
    newest: 'Período mais recente',
  },
  overview: {
    title: 'Todos os jobs',
    columns: {
      job: 'Job',
      state: 'Estado',
      newest: 'Período mais recente (UTC)',
      periods: 'Períodos',
      missing: 'Faltando',
      rows: 'Linhas',
      rejects: 'Rejeições',
      size: 'Em disco',
    },
  },
  nothingInLake:
    'O lake está vazio. Execute "hourlake ingest" para trazer o que está pendente, ou "hourlake backfill" para preenchê-lo com o histórico.',
  job: {
    grains: { hour: 'por hora', day: 'por dia', file: 'por arquivo' },
    layers: { landing: 'landing', bronze: 'bronze', rejects: 'rejects' },
    table: 'tabela',
    nothing: (name) =>
      `Ainda não há dados. "hourlake ingest --job ${name}" traz o que está pendente.`,
    newest: 'Período mais recente (UTC)',
    periods: { hour: 'Horas', day: 'Dias', file: 'Arquivos' },
    missing: 'Faltando',
    noneMissing: 'nenhum período pendente',
    rows: 'Linhas',
    size: 'Em disco',
    none: '0',
    kept: (days) => `Guardado por ${days} dias; o que é mais antigo expirou e não está faltando.`,
    unread: 'As linhas não puderam ser lidas:',
  },
  charts: {
    grid: { hour: 'Horas que chegaram', day: 'Dias que chegaram', file: 'Arquivos capturados' },
    gridNote: {
      hour: 'Uma coluna por dia, uma célula por hora (UTC)',
      day: 'Uma coluna por semana, uma célula por dia (UTC)',
    },
    gridCut: (days) => `Mostra os últimos ${days} dias.`,
    states: {
      landed: 'chegou',
      missing: 'faltando',
      waiting: 'aguardando as entradas',
      lost: 'não capturado a tempo',
      corrupt: 'corrompido',
      unreadable: 'ilegível',
      different: 'feito com outras configurações',
      declaration: 'declaração inutilizável',
    },
    fewer: 'menos linhas',
    more: 'mais linhas',
    perDay: (column) => (column === undefined ? 'Linhas por dia' : `Linhas por dia de ${column}`),
    perHour: (column) =>
      column === undefined ? 'Linhas por hora' : `Linhas por hora de ${column}`,
    perMonth: (column) => (column === undefined ? 'Linhas por mês' : `Linhas por mês de ${column}`),
    hourOfDay: 'Média de linhas por hora do dia',
    hourOfDayNote: 'UTC, sobre todas as horas que chegaram',
    weekdays: 'Média de linhas por dia da semana',
    weekdaysNote: 'UTC, sobre todos os dias inteiros',
    partial: 'Um primeiro ou último dia sem todas as suas horas fica de fora.',
    rowsAxis: 'linhas',
    described: (title, first, last, most) =>
      `${title}, de ${first} a ${last}. Máximo de linhas: ${most}.`,
    files: (shown, all) => `Os ${shown} maiores de ${all} arquivos.`,
    file: 'Arquivo',
  },
  distributions: {
    title: 'Distribuições',
    from: 'As distribuições estão na tabela bronze, que tem os dias completos:',
    none: 'Nenhuma coluna desta tabela tem uma distribuição para mostrar.',
    words: (column) => `Linhas por ${column}`,
    ages: (column) => `Linhas por idade em anos, de ${column}`,
    numbers: (column) => `Linhas por ${column}`,
    dates: (column, unit) => `Linhas por ${UNITS[unit]} de ${column}`,
    value: 'Valor',
    rows: 'Linhas',
    share: 'Participação',
    noValue: 'sem valor',
    yes: 'verdadeiro',
    no: 'falso',
    rest: (values, isOne) => (isOne ? `${values} outro valor` : `${values} outros valores`),
    leftOut: (rows, isOne) => `${rows} linha${isOne ? '' : 's'} ${isOne ? 'omitida' : 'omitidas'}`,
    band: (from, to) => (to === undefined ? `${from}+` : `${from}–${to}`),
    hidden: (columns, least) =>
      `Não aparecem, porque podem identificar uma pessoa ou uma linha: ${columns}. O que aparece representa pelo menos ${least} linhas.`,
    histogram: (title, most) => `${title}. A barra mais alta tem ${most} linhas.`,
  },
  quality: {
    title: 'Regras de qualidade',
    checked: (rows, isOne, from) => {
      const noun = isOne ? 'linha' : 'linhas';
      return from === undefined
        ? `Verificadas em todas as linhas (${rows}).`
        : `Verificadas em ${rows} ${noun}, a partir de ${from}.`;
    },
    rule: 'Regra',
    broken: 'Violada por',
    state: 'Resultado',
    passed: 'passou',
    failed: 'falhou',
    describe: describeRule,
    saved: accountRulesIn('pt'),
    periodsBroken: (count, isOne) => `${count} período${isOne ? '' : 's'}`,
  },
  rejects: {
    title: 'Rejeições',
    none: 'Toda linha capturada atende ao seu contrato.',
    rule: 'Regra',
    column: 'Coluna',
    rows: 'Linhas',
    uncounted: 'As rejeições não puderam ser contadas:',
    rules: {
      type: 'não é um valor do tipo',
      required: 'sem valor',
      min: 'abaixo do mínimo',
      max: 'acima do máximo',
      length: 'longo demais',
      pattern: 'fora do padrão',
      allowed: 'não é um dos valores permitidos',
      missing: 'falta a coluna ou o campo',
    },
    show: 'mostra as linhas como vieram',
  },
  problems: {
    gaps: 'Períodos que faltam',
    lost: 'Não capturados a tempo',
    objects: 'Arquivos a examinar',
    foreign: 'Arquivos alheios na pasta do job',
    foreignOfLake: 'Arquivos alheios fora das pastas dos jobs',
    range: (from, to, count) => `${from} a ${to} (${count})`,
    more: (count) => `e mais ${count}`,
    mend: 'diz o que fazer, e corrige com --repair',
    kinds: {
      corrupt: 'corrompido',
      unreadable: 'ilegível',
      different: 'feito com outras configurações',
      declaration: 'declaração',
    },
  },
  foot: {
    title: 'Sobre este relatório',
    again: 'Para gerar de novo',
    version: (version) => `Hourlake ${version}`,
    read: (days, isOne) =>
      `Períodos, linhas e distribuições são do lake inteiro. Rodapés de arquivos e regras de qualidade são verificados ${isOne ? 'no último dia' : `nos últimos ${days} dias`}; "hourlake doctor" verifica cada byte.`,
    meanings: [
      [
        'Faltando',
        'um período que acabou, já deveria estar no lake, mas não está; "hourlake ingest" ou "backfill" o traz',
      ],
      ['Aguardando', 'um período cujas entradas ainda não chegaram todas'],
      [
        'Rejeições',
        'linhas capturadas que não atenderam ao contrato; só regra e coluna são contadas',
      ],
      ['Alheio', 'um arquivo que não é de nenhum período; nada o lê nem o altera'],
      [
        'Distribuições',
        'nunca um valor que representa menos de 10 linhas, nem uma coluna que pode identificar uma pessoa',
      ],
    ],
  },
};

function describeRule(rule: Rule, number: (value: number) => string): string {
  switch (rule.kind) {
    case 'required':
      return rule.columns.length === 1
        ? `${rule.columns[0]} tem valor`
        : `Todas as ${rule.columns.length} colunas obrigatórias têm valor`;
    case 'primaryKey':
      return `A chave primária ${rule.column} não se repete`;
    case 'unique':
      return `${rule.column} não se repete`;
    case 'reference':
      return `${rule.column} se refere a uma linha de ${rule.table} que existe`;
    case 'minRows':
      return `Cada período tem pelo menos ${number(rule.least)} ${rule.least === 1 ? 'linha' : 'linhas'}`;
    case 'nulls':
      return `No máximo ${number(rule.percent)} % de cada período não tem ${rule.column}`;
    case 'within':
      return `${rule.column} está no período do seu arquivo`;
    case 'allowed':
      return `${rule.column} tem um dos valores permitidos`;
    case 'range':
      return `${rule.column} ${rangeText(rule, number)}`;
    case 'saved':
      return rule.text;
  }
}

function rangeText(
  { min, max }: { readonly min?: number; readonly max?: number },
  number: (value: number) => string,
): string {
  if (min !== undefined && max !== undefined) return `vai de ${number(min)} a ${number(max)}`;
  return min === undefined ? `é no máximo ${number(max ?? 0)}` : `é no mínimo ${number(min)}`;
}
