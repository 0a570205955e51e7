/**
 * Whether an object shows a CPF of other ones. SNAPPY leaves a text of 14 characters as it is, unless an
 * earlier one is alike: most are found.
 *
 * @param objects landed objects with CPFs
 */
export function showsCpfOf(objects: readonly Uint8Array[], bytes: Uint8Array): boolean {
  const shown = Buffer.from(bytes).toString('latin1');
  return objects.flatMap(cpfsIn).some((cpf) => shown.includes(cpf));
}

function cpfsIn(bytes: Uint8Array): readonly string[] {
  return (
    Buffer.from(bytes)
      .toString('latin1')
      .match(/\d{3}\.\d{3}\.\d{3}-\d{2}/g) ?? []
  );
}
