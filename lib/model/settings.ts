import { InputError } from '../errors.ts';
import { plainSpelling } from './decimal-text.ts';
import { didYouMean, nearestName } from './nearest-name.ts';

/** What a setting can be. JSON holds each as it is. */
export type SettingValue = string | number | boolean;

/** One setting of a source: declared once, and used by the command line, the declaration, the footer and the docs. */
export interface Setting<Value extends SettingValue = SettingValue> {
  /** What it does, as one sentence without a period. */
  readonly description: string;
  /** Completes "Expected fake-accounts.growth to be ...": `a number from -0.5 to 1`. */
  readonly expected: string;
  /** A value as a person writes it, for the advice of an error. */
  readonly example: string;
  readonly default: Value;
  /** The words that are allowed, where these are few. */
  readonly choices?: readonly string[];
  /** The value that a text writes; `undefined` when it writes none that is allowed. */
  readonly parse: (text: string) => Value | undefined;
}

/** The settings of a source, by kebab-case name, in the order in which files and docs list them. */
export type Settings = Readonly<Record<string, Setting>>;

/** The values of some settings, one for each. */
export type ValuesOf<S extends Settings> = {
  readonly [Name in keyof S]: S[Name] extends Setting<infer Value> ? Value : never;
};

/** Values of settings whose declaration is not known. */
export type SettingValues = Readonly<Record<string, SettingValue>>;

/** What every setting is declared with. */
interface Declared<Value> {
  readonly description: string;
  readonly example: string;
  readonly default: Value;
}

/** Bounds of a number, both inclusive. */
interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** As JSON and `String` write numbers: a digit on either side of the point. */
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/**
 * A setting that is any text of at least one character.
 *
 * @example
 * textSetting({ description: 'Any text', example: 'demo', default: 'hourlake' }).parse('') // => undefined
 */
export function textSetting(declared: Declared<string>): Setting<string> {
  return {
    ...declared,
    expected: 'text of at least one character, without halves of surrogate pairs',
    // Half of a surrogate pair cannot be written to a file: the value would not be found there again.
    parse: (text) => (text !== '' && text.isWellFormed() ? text : undefined),
  };
}

/**
 * A setting that is a number.
 *
 * @example
 * numberSetting({ description: 'Share', example: '0.02', default: 0, min: 0, max: 1 }).parse('0,02') // => undefined
 */
export function numberSetting({
  min,
  max,
  ...declared
}: Declared<number> & Bounds): Setting<number> {
  return {
    ...declared,
    expected: `a number from ${min} to ${max}, written with a point and a digit on either side of it`,
    parse: (text) => numberWithin(text, { min, max }),
  };
}

/**
 * A setting that is a whole number.
 *
 * @example
 * wholeNumberSetting({ description: 'Rows', example: '600', default: 600, min: 1, max: 1000 }).parse('12') // => 12
 */
export function wholeNumberSetting({
  min,
  max,
  ...declared
}: Declared<number> & Bounds): Setting<number> {
  return {
    ...declared,
    expected: `a whole number from ${min} to ${max}`,
    parse(text) {
      const number = numberWithin(text, { min, max });
      return Number.isInteger(number) ? number : undefined;
    },
  };
}

/**
 * A setting that is one of a few words.
 *
 * @example
 * choiceSetting({ description: 'Size', example: 'big', default: 'big', choices: ['big', 'small'] }).expected // => 'big or small'
 */
export function choiceSetting<const Choice extends string>({
  choices,
  ...declared
}: Declared<NoInfer<Choice>> & { readonly choices: readonly Choice[] }): Setting<Choice> {
  return {
    ...declared,
    expected: choices.join(' or '),
    choices,
    parse: (text) => choices.find((choice) => choice === text),
  };
}

/**
 * The values of all settings: those that are given, and the defaults of the others.
 *
 * @param given texts as a person writes them, or values as a job or a declaration has them
 * @param options.owner what the settings belong to, for errors: `fake-accounts`
 * @throws InputError when a name is unknown, with the nearest one, or a value is not allowed.
 * @example
 * completeSettings({ n: wholeNumberSetting({ description: 'Rows', example: '6', default: 1, min: 0, max: 9 }) }, { n: '7' }, { owner: 'a-job' }) // => { n: 7 }
 */
export function completeSettings<S extends Settings>(
  settings: S,
  given: SettingValues,
  { owner }: { readonly owner: string },
): ValuesOf<S> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(settings, name)) throw unknownSetting(settings, name, owner);
  }
  const values = Object.entries(settings).map(([name, setting]): [string, SettingValue] => {
    const value = given[name];
    return [
      name,
      value === undefined ? setting.default : parsed(setting, value, `${owner}.${name}`),
    ];
  });
  // One value for each setting, of its own type.
  return Object.fromEntries(values) as ValuesOf<S>;
}

/**
 * Settings as text, for the footer of a file: in the order of their declaration.
 *
 * @example
 * settingsAsText({ seed: 'demo', growth: 0.05 }) // => { seed: 'demo', growth: '0.05' }
 */
export function settingsAsText(values: SettingValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

function parsed(setting: Setting, value: SettingValue, name: string): SettingValue {
  const text = String(value);
  const found = setting.parse(text);
  if (found !== undefined) return found;
  const corrected = correctedText(setting, text);
  throw new InputError({
    expected: `${name} to be ${setting.expected}`,
    got: JSON.stringify(value),
    advice:
      corrected === undefined
        ? `Write, for example, ${name}=${setting.example}.`
        : `Write ${name}=${corrected}.`,
  });
}

/** The allowed text that a person most likely meant: a number in another spelling, or a near word. */
function correctedText(
  { parse, default: value, choices = [] }: Setting,
  text: string,
): string | undefined {
  const meant = typeof value === 'number' ? plainSpelling(text) : nearestName(text, choices);
  return meant !== undefined && parse(meant) !== undefined ? meant : undefined;
}

function unknownSetting(settings: Settings, name: string, owner: string): InputError {
  const names = Object.keys(settings);
  return new InputError({
    expected: `the name of a setting of ${owner}`,
    got: JSON.stringify(name),
    advice:
      names.length === 0
        ? `${owner} has no settings.`
        : `${didYouMean(name, names)}Its settings are ${names.join(', ')}.`,
  });
}

function numberWithin(text: string, { min, max }: Bounds): number | undefined {
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
}
