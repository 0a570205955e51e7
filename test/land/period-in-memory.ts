import { periodFile } from '../../lib/land/land-period.ts';
import type { PeriodFile } from '../../lib/land/threads/period-maker.ts';
import type { Period } from '../../lib/model/period.ts';
import type { ReadInput, Source } from '../../lib/model/source.ts';

/** The file of a period, which is in memory because there is no scratch folder. */
export async function periodInMemory(
  source: Source,
  period: Period,
  read: ReadInput,
): Promise<PeriodFile & { readonly bytes: Uint8Array }> {
  const file = await periodFile(source, period, read);
  return { ...file, bytes: bytesOf(file) };
}

/** The bytes of a file that must be in memory. */
export function bytesOf({ body }: PeriodFile): Uint8Array {
  if (body instanceof Uint8Array) return body;
  throw new TypeError(`Expected a file in memory, got ${body.path}`);
}
