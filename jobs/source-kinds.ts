import {
  bigQueryRejectsKind,
  capturedBigQueryKind,
} from '../lib/capture/bigquery/captured-bigquery.ts';
import { capturedRestKind, restRejectsKind } from '../lib/capture/rest/captured-rest.ts';
import { capturedSheetKind, sheetRejectsKind } from '../lib/capture/sheet/captured-sheet.ts';
import { generatedAccountsKind } from '../lib/generate/accounts/generated-accounts.ts';
import { plantedFaultsKind } from '../lib/generate/accounts/planted-faults.ts';
import { generatedMockKind } from '../lib/generate/mock/job/generated-mock.ts';
import { generatedBankAccountsKind } from '../lib/generate/relational/generated-bank-accounts.ts';
import { generatedCardsKind } from '../lib/generate/relational/generated-cards.ts';
import { generatedMembersKind } from '../lib/generate/relational/generated-members.ts';
import { generatedMovementsKind } from '../lib/generate/relational/generated-movements.ts';
import type { SourceKind } from '../lib/model/source.ts';
import { protectedDaysKind } from '../lib/protect/protected-days.ts';
import { pypiDownloadsKind } from './pypi-downloads-kind.ts';

/** Every kind of source that a job can name. */
export const sourceKinds: readonly SourceKind[] = [
  generatedAccountsKind,
  plantedFaultsKind,
  protectedDaysKind,
  generatedMembersKind,
  generatedBankAccountsKind,
  generatedCardsKind,
  generatedMovementsKind,
  generatedMockKind,
  capturedSheetKind,
  sheetRejectsKind,
  capturedRestKind,
  restRejectsKind,
  capturedBigQueryKind,
  pypiDownloadsKind,
  bigQueryRejectsKind,
];
