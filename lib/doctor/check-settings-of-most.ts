import {
  type OtherSetting,
  otherSettingError,
  otherSettingOf,
} from '../land/check-same-settings.ts';
import type { Hour } from '../model/period.ts';
import type { Source } from '../model/source.ts';
import type { Store } from '../stores/store.ts';
import type { Examination } from './examine.ts';
import type { Finding } from './finding.ts';
import { inspectHours } from './inspect.ts';

type Footer = Readonly<Record<string, string>>;

/**
 * A setting that at least half of some hours have otherwise than a source; `undefined` when most
 * have the same ones.
 *
 * @param findings of these hours
 * @param same how many have the very settings of the source
 * @param further footers of more hours
 */
export function otherSettingOfMost(
  source: Source,
  {
    findings,
    same,
    further = [],
  }: { findings: readonly Finding[]; same: number; further?: readonly Footer[] },
): OtherSetting | undefined {
  const different = findings.flatMap((finding) =>
    finding.kind === 'different' && finding.footer !== undefined ? [finding.footer] : [],
  );
  const footers = [...different, ...further];
  const others = footers.flatMap((footer) => otherSettingOf(source, footer) ?? []);
  return others.length >= same + footers.length - others.length ? others[0] : undefined;
}

/**
 * Makes sure that most hours of a lake have the settings of a source, before any of them gives way
 * to hours of that source. Landing asks the newest hour alone; here that one may itself be out of
 * place, and the others would be overwritten by its settings.
 *
 * @throws InputError when at least half of the hours have other settings.
 */
export async function checkSettingsOfMost(
  { source, store, prefix }: { source: Source; store: Store; prefix: string },
  { findings, sound, outside }: Examination,
): Promise<void> {
  const further = await footersOf({ store, prefix, hours: outside });
  const other = otherSettingOfMost(source, { findings, same: sound.length, further });
  if (other !== undefined) throw otherSettingError(store, other);
}

async function footersOf(place: {
  store: Store;
  prefix: string;
  hours: readonly Hour[];
}): Promise<Footer[]> {
  const inspections = await inspectHours(place);
  return inspections.flatMap((found) => ('footer' in found ? [found.footer] : []));
}
