/** Whether two objects have the same bytes; two that are not there are the same. */
export function areSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  return Buffer.compare(one, other) === 0;
}
