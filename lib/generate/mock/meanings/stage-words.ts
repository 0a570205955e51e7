import type { RowSet } from '../rows/row-set.ts';
import { type Stage, stages } from '../subjects/timeline.ts';
import type { Context } from './meaning.ts';

/** Words of each stage, and what it is for the documents. */
export const STAGES: Readonly<Record<Stage, { readonly said: string; readonly about: string }>> = {
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

/** The instants that a name speaks of: `created_year` of those when the row was created. */
export function stageAt({ words, timeline }: Context): (rows: RowSet) => Float64Array {
  const stage = words.map((word) => stageOfWord.get(word)).find((found) => found !== undefined);
  return timeline.at(stage ?? 'created');
}
