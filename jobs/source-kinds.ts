import { generatedAccountsKind } from '../lib/generate/accounts/generated-accounts.ts';
import { plantedFaultsKind } from '../lib/generate/accounts/planted-faults.ts';
import type { SourceKind } from '../lib/model/source.ts';
import { protectedDaysKind } from '../lib/protect/protected-days.ts';

/** Every kind of source that a job can name. */
export const sourceKinds: readonly SourceKind[] = [
  generatedAccountsKind,
  plantedFaultsKind,
  protectedDaysKind,
];
