import type { SourceKind } from '../../model/source.ts';
import { members } from '../../tables/members.ts';
import { cooperative } from './cooperative.ts';
import { membershipSettings, membersSettings, onlyInput } from './relational-settings.ts';
import { relationalSource } from './relational-source.ts';

/** Raised whenever the same settings, beginning and hour would give other rows. */
const VERSION = 1;

/**
 * The kind of source that generates the members of a cooperative. Its input is a job of generated
 * accounts, of which it uses the settings and reads no object.
 */
export const generatedMembersKind: SourceKind<typeof membersSettings> = {
  kind: 'generated-members',
  settings: membersSettings,
  needsSince: true,
  open(context) {
    const input = onlyInput(context);
    const settings = membershipSettings(context.settings.share, input);
    return relationalSource(context, {
      table: members,
      generator: `generated-members/${VERSION}`,
      settings: context.settings,
      input,
      waits: false,
      open(since) {
        const { membership: people } = cooperative(settings, since);
        return {
          expected: people.cohorts.expected,
          async *batches(hour) {
            const { memberRows } = await import('./member-rows.ts');
            yield* memberRows(people, settings.accounts, hour);
          },
        };
      },
    });
  },
};
