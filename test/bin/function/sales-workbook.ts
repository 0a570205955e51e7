import { textRow, workbookOf } from '../../sheets/workbook-of.ts';

const HEADER = ['ID_MARCA', 'MARCA', 'ID_LINHA', 'LINHA', 'DATA_VENDA', 'QTD_VENDA'];

/** A workbook of one day of March 2019: twenty sales that fit, and one that does not. */
export function salesWorkbook(day: number): Buffer {
  const date = `2019-03-${String(day).padStart(2, '0')}`;
  const sales = Array.from({ length: 21 }, (_, position) => {
    const pieces = position === 20 ? '99' : String(position + 1);
    return textRow(position + 2, '1', 'MARCA SECRETA', '2', 'LINHA SECRETA', date, pieces);
  });
  return workbookOf([textRow(1, ...HEADER), ...sales].join(''));
}
