import {
  choiceSetting,
  numberSetting,
  textSetting,
  type ValuesOf,
  wholeNumberSetting,
} from '../../model/settings.ts';

/** The most accounts an hour can be asked for, on average. */
export const MAX_ACCOUNTS_PER_HOUR = 1_000_000;

/** Whether CPFs have right or wrong check digits. */
export type CpfKind = 'valid' | 'impossible';

/** The kinds of CPF there are. */
export const cpfKinds: readonly CpfKind[] = ['valid', 'impossible'];

/** What decides the generated accounts, besides the hour. Footers list the settings in this order. */
export const accountsSettings = {
  seed: textSetting({
    description: 'Any text; another seed generates other people',
    example: 'demo',
    default: 'hourlake',
  }),
  'accounts-per-hour': wholeNumberSetting({
    description: 'Mean number of accounts in an hour at the beginning of 2026',
    example: '600',
    default: 600,
    min: 1,
    max: MAX_ACCOUNTS_PER_HOUR,
  }),
  growth: numberSetting({
    description: 'By what part the mean grows within a year: 0.05 is a twentieth',
    example: '0.05',
    default: 0.05,
    min: -0.5,
    max: 1,
  }),
  cpf: choiceSetting({
    description:
      'Check digits of CPFs: valid, which a real person may hold, or impossible, which nobody can hold',
    example: 'impossible',
    default: 'valid',
    choices: cpfKinds,
  }),
  dirt: numberSetting({
    description: 'Share of accounts that have a planted fault',
    example: '0.02',
    default: 0,
    min: 0,
    max: 0.5,
  }),
} as const;

/** The values of {@link accountsSettings}. */
export type AccountsSettings = ValuesOf<typeof accountsSettings>;
