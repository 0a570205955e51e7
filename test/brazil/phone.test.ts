import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaCodeOf, MOBILES_PER_AREA_CODE } from '../../lib/brazil/phone.ts';
import { mobileNumber } from './texts.ts';

const areaCodes = fc.integer({ min: 11, max: 99 });
const numbers = fc.nat(MOBILES_PER_AREA_CODE - 1);

describe('mobileNumber', () => {
  it.each([
    [0, '+55 11 96000-0000'],
    [1_234_567, '+55 11 96123-4567'],
    [MOBILES_PER_AREA_CODE - 1, '+55 11 99999-9999'],
  ])('writes number %i', (number, phone) => {
    expect(mobileNumber(11, number)).toBe(phone);
  });

  it('has a 9, a digit from 6 to 9 and seven more digits after the area code', () => {
    fc.assert(
      fc.property(areaCodes, numbers, (areaCode, number) => {
        expect(mobileNumber(areaCode, number)).toMatch(/^\+55 \d\d 9[6-9]\d{3}-\d{4}$/);
      }),
    );
  });

  it('gives a different phone number for every number', () => {
    fc.assert(
      fc.property(areaCodes, numbers, numbers, (areaCode, one, other) => {
        fc.pre(one !== other);

        expect(mobileNumber(areaCode, one)).not.toBe(mobileNumber(areaCode, other));
      }),
    );
  });
});

describe('areaCodeOf', () => {
  it('returns the area code of any generated number', () => {
    fc.assert(
      fc.property(areaCodes, numbers, (areaCode, number) => {
        expect(areaCodeOf(mobileNumber(areaCode, number))).toBe(areaCode);
      }),
    );
  });

  it.each([
    ['a number without the country', '11 96123-4567'],
    ['another country', '+54 11 96123-4567'],
    ['a landline', '+55 11 3123-4567'],
    ['a 5 after the 9', '+55 11 95123-4567'],
    ['eight digits', '+55 11 9612-3456'],
    ['no hyphen', '+55 11 961234567'],
    ['brackets', '+55 (11) 96123-4567'],
    ['a digit too many', '+55 11 96123-45678'],
    ['a space before', ' +55 11 96123-4567'],
    ['no text', ''],
  ])('returns undefined for %s', (_, text) => {
    expect(areaCodeOf(text)).toBeUndefined();
  });
});
