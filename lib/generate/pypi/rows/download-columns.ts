import type { RawValue } from '../../../model/raw-rows.ts';
import { clientColumns, type DownloadColumn } from '../clients/client-columns.ts';
import { tlsConnections } from '../clients/other-tools.ts';
import { countriesByHour, countryCodes } from '../days/countries.ts';
import { momentsOfDownloads } from '../days/download-moments.ts';
import type { DownloadPiece } from './download-pieces.ts';
import type { PieceDraws } from './piece-draws.ts';

/** Makes the values of a column for the rows of a piece. */
export type PieceColumn = (piece: DownloadPiece) => RawValue[];

const pieceColumns: Readonly<Record<string, PieceColumn>> = {
  timestamp: ({ hour, count, draws: { streams, first, length } }) =>
    momentsOfDownloads(hour, { stream: streams('moment'), first, length, count }),
  country_code({ index, draws }) {
    const countries = countriesByHour[index % 24];
    if (countries === undefined) return [];
    return Array.from(draws.draw('country', countries), (number) => countryCodes[number] ?? null);
  },
  tls_protocol: ({ draws }) => tlsTexts(draws, 0),
  tls_cipher: ({ draws }) => tlsTexts(draws, 1),
};

/**
 * Makes a column of the table of downloads.
 *
 * @param files the columns of the files of a project
 * @throws RangeError when the table has no such column.
 */
export function downloadColumn(
  name: string,
  files: Readonly<Record<string, DownloadColumn>>,
): PieceColumn {
  const column = new Map(Object.entries({ ...files, ...clientColumns })).get(name);
  if (column !== undefined) return ({ draws }) => column(draws);
  const ofPiece = new Map(Object.entries(pieceColumns)).get(name);
  if (ofPiece === undefined) throw new RangeError(`no column ${JSON.stringify(name)}`);
  return ofPiece;
}

function tlsTexts(draws: PieceDraws, part: 0 | 1): RawValue[] {
  return Array.from(
    draws.draw('tls', draws.mix.tls),
    (number) => tlsConnections[number]?.[part] ?? null,
  );
}
