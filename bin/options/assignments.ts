import { InputError } from '../../lib/errors.ts';
import type { SettingValues } from '../../lib/model/settings.ts';

const ASSIGNMENT = /^([^.=\s]+)\.([^.=\s]+)=(.*)$/s;

/**
 * The values of texts such as `fake-accounts.seed=demo`, by job and setting. Neither the jobs nor the
 * settings need to exist.
 *
 * @throws InputError when a text is not `job.setting=value`, or two texts contradict each other.
 */
export function assignmentsOf(texts: readonly string[]): ReadonlyMap<string, SettingValues> {
  const assigned = new Map<string, SettingValues>();
  for (const text of texts) {
    const [, job = '', setting = '', value = ''] = ASSIGNMENT.exec(text) ?? [];
    if (setting === '') throw notAnAssignment(text);
    const before = assigned.get(job) ?? {};
    if (Object.hasOwn(before, setting) && before[setting] !== value) {
      throw givenTwice(`${job}.${setting}`);
    }
    assigned.set(job, { ...before, [setting]: value });
  }
  return assigned;
}

function notAnAssignment(text: string): InputError {
  return new InputError({
    expected: '--set to be followed by job.setting=value',
    got: JSON.stringify(text),
    advice: 'Write, for example, --set fake-accounts.accounts-per-hour=60.',
  });
}

function givenTwice(name: string): InputError {
  return new InputError({
    expected: `one value for ${name}`,
    got: 'two different ones',
    advice: 'Leave one of them out of --set, or of HOURLAKE_SET.',
  });
}
