import { type SalesSettings, salesSettings } from '../../../lib/generate/sales/sales-settings.ts';
import { completeSettings, type SettingValues } from '../../../lib/model/settings.ts';

/** Settings of the workbooks: those that are given, and defaults. */
export function salesSettingsOf(given: SettingValues = {}): SalesSettings {
  return completeSettings(salesSettings, given, { owner: 'vendas' });
}
