import type { Hour } from '../../model/hour.ts';
import type { Source } from '../../sources/source.ts';
import type { Store } from '../../stores/store.ts';
import { otherSettingError, otherSettingOf } from '../check-same-settings.ts';
import { inspectHours } from '../inspect.ts';
import type { Examination } from './examine.ts';

type Footer = Readonly<Record<string, string>>;

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
  const different = findings.flatMap((finding) =>
    finding.kind === 'different' && finding.footer !== undefined ? [finding.footer] : [],
  );
  const footers = [...different, ...(await footersOf({ store, prefix, hours: outside }))];
  const others = footers.flatMap((footer) => otherSettingOf(source, footer) ?? []);
  const same = sound.length + footers.length - others.length;
  const [first] = others;
  if (first !== undefined && others.length >= same) throw otherSettingError(store, first);
}

async function footersOf(place: {
  store: Store;
  prefix: string;
  hours: readonly Hour[];
}): Promise<Footer[]> {
  const inspections = await inspectHours(place);
  return inspections.flatMap((found) => ('footer' in found ? [found.footer] : []));
}
