import { InputError } from '../../errors.ts';
import { completeSettings, numberSetting, type ValuesOf } from '../../model/settings.ts';
import type { SourceInput } from '../../model/source.ts';
import { accountsSettings } from '../accounts/accounts-settings.ts';
import type { MembershipSettings } from './membership.ts';

/** What decides the members, besides the accounts. */
export const membersSettings = {
  share: numberSetting({
    description: 'Part of the people in fake_accounts who are members: 0.01 is one in a hundred',
    example: '0.01',
    default: 0.01,
    min: 0.0001,
    max: 1,
  }),
} as const;

/** What decides the movements, besides the cards. */
export const movementsSettings = {
  'movements-per-card': numberSetting({
    description: 'Mean number of movements of a card in a month of 730 hours',
    example: '15',
    default: 15,
    min: 0.1,
    max: 1000,
  }),
} as const;

/** The values of {@link movementsSettings}. */
export type MovementsSettings = ValuesOf<typeof movementsSettings>;

/**
 * Which people are members, by the settings of the job of the members and of the job of the accounts.
 * No seed is needed beside that of the accounts.
 *
 * @param share of {@link membersSettings}
 * @param accounts the input of the job of the members
 * @throws InputError when the input is no job of generated accounts.
 */
export function membershipSettings(share: number, accounts: SourceInput): MembershipSettings {
  const { settings, job } = accounts;
  return { share, accounts: completeSettings(accountsSettings, settings, { owner: job }) };
}

/**
 * The same by an input that is some steps away from the job of the members: its own input, or that of
 * its input.
 *
 * @throws InputError when there is no such input.
 */
export function membershipBehind(input: SourceInput, steps: number): MembershipSettings {
  if (steps > 0) return membershipBehind(onlyInput(input), steps - 1);
  const { share } = completeSettings(membersSettings, input.settings, { owner: input.job });
  return membershipSettings(share, onlyInput(input));
}

/**
 * The only input of a job.
 *
 * @throws InputError when there is none.
 */
export function onlyInput({
  job = 'a relational job',
  inputs: [input],
}: {
  readonly job?: string;
  readonly inputs: readonly SourceInput[];
}): SourceInput {
  if (input !== undefined) return input;
  throw new InputError({
    expected: `${job} to name the job as its input that its rows refer to`,
    got: 'no input',
    advice: 'Name it in its file in jobs/: associado for conta, conta for cartao, and so on.',
  });
}
