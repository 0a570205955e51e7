import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import {
  choiceSetting,
  completeSettings,
  numberSetting,
  settingsAsText,
  textSetting,
  wholeNumberSetting,
} from '../../lib/model/settings.ts';

const settings = {
  seed: textSetting({ description: 'Any text', example: 'demo', default: 'hourlake' }),
  'rows-per-hour': wholeNumberSetting({
    description: 'Rows',
    example: '600',
    default: 600,
    min: 1,
    max: 1_000_000,
  }),
  share: numberSetting({ description: 'Share', example: '0.02', default: 0, min: -0.5, max: 0.5 }),
  size: choiceSetting({
    description: 'Size',
    example: 'small',
    default: 'big',
    choices: ['big', 'small'],
  }),
} as const;

const owner = { owner: 'a-job' };

describe('settings', () => {
  it('have their defaults where nothing is given', () => {
    expect(completeSettings(settings, {}, owner)).toEqual({
      seed: 'hourlake',
      'rows-per-hour': 600,
      share: 0,
      size: 'big',
    });
  });

  it('are the same from texts, as people write them, and from values, as a declaration has them', () => {
    const texts = { seed: '7', 'rows-per-hour': '60', share: '0.25', size: 'small' };
    const values = { seed: '7', 'rows-per-hour': 60, share: 0.25, size: 'small' };

    expect(completeSettings(settings, texts, owner)).toEqual(values);
    expect(completeSettings(settings, values, owner)).toEqual(values);
  });

  it('keep the order in which they are declared, whatever the order in which they are given', () => {
    const given = { size: 'small', share: 0.1, 'rows-per-hour': 1, seed: 'x' };

    expect(Object.keys(completeSettings(settings, given, owner))).toEqual(Object.keys(settings));
  });

  it.each([
    ['row-per-hour', 'Did you mean "rows-per-hour"? '],
    ['rowsPerHour', 'Did you mean "rows-per-hour"? '],
    ['Seed', 'Did you mean "seed"? '],
    ['growth', ''],
    ['__proto__', ''],
    ['toString', ''],
  ])('suggest the nearest name for %s, and list all', (name, hint) => {
    const given = Object.fromEntries([[name, '1']]);

    expect(() => completeSettings(settings, given, owner)).toThrow(
      new InputError({
        expected: 'the name of a setting of a-job',
        got: JSON.stringify(name),
        advice: `${hint}Its settings are seed, rows-per-hour, share, size.`,
      }),
    );
  });

  it('say that there are none', () => {
    expect(() => completeSettings({}, { seed: 'x' }, owner)).toThrow(/a-job has no settings\.$/);
  });

  it.each([
    ['rows-per-hour', '0', 'a whole number from 1 to 1000000'],
    ['rows-per-hour', '1000001', 'a whole number from 1 to 1000000'],
    ['rows-per-hour', '1.5', 'a whole number from 1 to 1000000'],
    ['rows-per-hour', '', 'a whole number from 1 to 1000000'],
    ['rows-per-hour', '0x10', 'a whole number from 1 to 1000000'],
    ['rows-per-hour', 'Infinity', 'a whole number from 1 to 1000000'],
    ['share', '2.', 'a number from -0.5 to 0.5, written with a point'],
    ['share', '0.51', 'a number from -0.5 to 0.5'],
    ['share', '-0.51', 'a number from -0.5 to 0.5'],
    ['share', 'NaN', 'a number from -0.5 to 0.5'],
    ['size', 'enormous', 'big or small'],
    ['seed', '', 'text of at least one character, without halves of surrogate pairs'],
    ['seed', 'a\ud800', 'text of at least one character, without halves of surrogate pairs'],
  ])('name the bounds when %s is %j, and a value that is allowed', (name, value, expected) => {
    const complete = () => completeSettings(settings, { [name]: value }, owner);

    expect(complete).toThrow(InputError);
    expect(complete).toThrow(`Expected a-job.${name} to be ${expected}`);
    expect(complete).toThrow(new RegExp(`Write,? (for example, )?a-job\\.${name}=.+\\.$`));
  });

  it.each([
    ['rows-per-hour', ' 1', '1'],
    ['share', '.02', '0.02'],
    ['share', '0,02', '0.02'],
    ['size', 'Big', 'big'],
    ['size', 'smal', 'small'],
  ])('say how to write the value that was meant when %s is %j', (name, value, meant) => {
    const complete = () => completeSettings(settings, { [name]: value }, owner);

    expect(complete).toThrow(InputError);
    expect(complete).toThrow(`Write a-job.${name}=${meant}.`);
  });

  it.each([
    ['share', true],
    ['size', 7],
    ['rows-per-hour', false],
    ['rows-per-hour', Number.NaN],
  ])('refuse %s as the value %j of another type', (name, value) => {
    expect(() => completeSettings(settings, { [name]: value }, owner)).toThrow(InputError);
  });

  it.each([
    ['1', 1],
    ['1000000', 1_000_000],
    ['1e3', 1000],
    ['6.0', 6],
  ])('take the whole number %s', (text, value) => {
    expect(settings['rows-per-hour'].parse(text)).toBe(value);
  });

  it('have examples and defaults that are allowed', () => {
    for (const setting of Object.values(settings)) {
      expect(setting.parse(setting.example)).toBeDefined();
      expect(setting.parse(String(setting.default))).toBe(setting.default);
    }
  });

  it('come back from the texts of a footer and from the JSON of a declaration', () => {
    const values = fc.record({
      seed: fc.string({ minLength: 1, unit: 'grapheme' }),
      'rows-per-hour': fc.integer({ min: 1, max: 1_000_000 }),
      share: fc.double({ min: -0.5, max: 0.5, noNaN: true }).map((share) => share + 0),
      size: fc.constantFrom('big', 'small'),
    });
    fc.assert(
      fc.property(values, (given) => {
        const complete = completeSettings(settings, given, owner);

        expect(completeSettings(settings, settingsAsText(complete), owner)).toEqual(complete);
        expect(completeSettings(settings, JSON.parse(JSON.stringify(complete)), owner)).toEqual(
          complete,
        );
      }),
    );
  });
});
