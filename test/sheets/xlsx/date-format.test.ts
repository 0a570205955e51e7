import { describe, expect, it } from 'vitest';
import { isDateFormat } from '../../../lib/sheets/xlsx/date-format.ts';

describe('isDateFormat', () => {
  it.each([
    'dd/mm/yyyy',
    'd/m/yy h:mm',
    'mmm-yy',
    'mmmm',
    'yyyy',
    'dddd',
    '[$-416]d\\ "de"\\ mmmm\\ "de"\\ yyyy;@',
    '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
    'm/d/yy h:mm AM/PM',
    '[Red]dd/mm/yyyy',
    'YYYY-MM-DD',
  ])('takes %s for a date', (code) => {
    expect(isDateFormat(164, code)).toBe(true);
  });

  it.each([
    'General',
    '0.00',
    '#,##0.00 "dias"',
    '"R$" #,##0.00;[Red]-"R$" #,##0.00',
    '_-"R$"\\ * #,##0.00_-;\\-"R$"\\ * #,##0.00_-;_-"R$"\\ * "-"??_-;_-@_-',
    '[$R$-416] #,##0.00',
    '0.00E+00',
    '@',
    '0\\d',
    '_d0',
    'h:mm',
    'h:mm:ss AM/PM',
    '[h]:mm:ss',
    '[hh]:mm',
    '[mm]:ss',
    '[m]',
    'mm:ss.0',
    '[Yellow]0',
    '',
  ])('takes %s for a number', (code) => {
    expect(isDateFormat(164, code)).toBe(false);
  });

  it('knows the formats that every workbook has', () => {
    const dates = Array.from({ length: 164 }, (_, id) => id).filter((id) =>
      isDateFormat(id, undefined),
    );

    expect(dates).toEqual([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
  });

  it('goes by what a workbook makes of such a format', () => {
    expect(isDateFormat(14, '0.00')).toBe(false);
    expect(isDateFormat(1, 'dd/mm')).toBe(true);
  });
});
