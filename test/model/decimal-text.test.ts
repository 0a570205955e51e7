import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainSpelling } from '../../lib/model/decimal-text.ts';
import { choiceSetting, completeSettings, numberSetting } from '../../lib/model/settings.ts';

describe('plainSpelling', () => {
  it.each([
    ['.02', '0.02'],
    ['0,02', '0.02'],
    [',02', '0.02'],
    ['-.5', '-0.5'],
    ['2.', '2'],
    ['+0.02', '0.02'],
    ['2%', '0.02'],
    ['2,5 %', '0.025'],
    ['1.1%', '0.011'],
    ['2e-2', '0.02'],
    [' 0.02 ', '0.02'],
    ['0.02', '0.02'],
  ])('writes %j as %s', (text, plain) => {
    expect(plainSpelling(text)).toBe(plain);
  });

  it.each([
    '',
    ' ',
    '.',
    ',',
    '-',
    '%',
    'e5',
    'half',
    '0x10',
    'NaN',
    'Infinity',
    '1,000',
    '-1,000',
  ])('does not guess a number in %j', (text) => {
    expect(plainSpelling(text)).toBeUndefined();
  });

  it.each(['1.000,5', '1 000', '1_000', '٠.٥', `1${'0'.repeat(400)}`, '1e400', '--1', '1.2.3'])(
    'leaves alone %j',
    (text) => {
      expect(plainSpelling(text)).toBeUndefined();
    },
  );

  it('is a spelling that a setting accepts, for any text', () => {
    const bounds = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE };
    const { parse } = numberSetting({ description: '', example: '1', default: 1, ...bounds });
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'0123456789.,-+e% ') }),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const plain = plainSpelling(text);

        if (plain !== undefined) expect(parse(plain)).not.toBeUndefined();
      }),
    );
  });

  it('keeps every double that is written plainly', () => {
    const doubles = fc.double({ noNaN: true, min: 1e-6, max: 1e20 });
    fc.assert(
      fc.property(doubles, (value) => {
        expect(plainSpelling(String(value))).toBe(String(value));
      }),
    );
  });
});

describe('a setting in another spelling', () => {
  const settings = {
    dirt: numberSetting({ description: 'Share', example: '0.02', default: 0, min: 0, max: 0.5 }),
    size: choiceSetting({
      description: 'Size',
      example: 'small',
      default: 'small',
      choices: ['small', 'large'],
    }),
  };
  const complete = (given: Record<string, string>) =>
    completeSettings(settings, given, { owner: 'a-job' });

  it.each([
    [{ dirt: '.03' }, 'got ".03". Write a-job.dirt=0.03.'],
    [{ dirt: '0,03' }, 'got "0,03". Write a-job.dirt=0.03.'],
    [{ dirt: '3%' }, 'got "3%". Write a-job.dirt=0.03.'],
    [{ size: 'smal' }, 'got "smal". Write a-job.size=small.'],
  ])('is refused with the right one: %j', (given, message) => {
    expect(() => complete(given)).toThrow(message);
  });

  it.each([
    [{ dirt: '0,6' }, 'Write, for example, a-job.dirt=0.02.'],
    [{ dirt: 'much' }, 'Write, for example, a-job.dirt=0.02.'],
    [{ size: 'xxl' }, 'Write, for example, a-job.size=small.'],
  ])('is not guessed where no allowed value is near: %j', (given, message) => {
    expect(() => complete(given)).toThrow(message);
  });
});
