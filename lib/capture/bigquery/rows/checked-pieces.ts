import { type CheckedRows, rowChecker } from '../../../contract/check-rows.ts';
import type { Contract } from '../../../contract/contract.ts';
import { addChecked, judgeCapture, noCounts } from '../../../contract/judge-capture.ts';
import type { RawRows } from '../../../model/raw-rows.ts';

/** Some rows of a period, as they came and as they were checked. */
export interface CheckedPiece extends CheckedRows {
  readonly raw: RawRows;
}

/**
 * Checks the rows of a period, a piece at a time. They are valid only when the last ones were read: until
 * then too many of them may turn out not to fit.
 *
 * @param name of the period in errors: `pypi-downloads 2026-11-20`
 * @throws CaptureError when more rows do not fit than the contract allows.
 */
export async function* checkedPieces(
  pieces: AsyncIterable<RawRows> | Iterable<RawRows>,
  contract: Contract,
  name: string,
): AsyncGenerator<CheckedPiece, void, undefined> {
  const check = rowChecker(contract);
  let counts = noCounts;
  for await (const raw of pieces) {
    const checked = check(raw);
    counts = addChecked(counts, checked);
    yield { ...checked, raw };
  }
  judgeCapture(contract, counts, { capture: name });
}
