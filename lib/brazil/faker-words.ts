import { faker } from '@faker-js/faker/locale/pt_BR';

const { person, location, internet } = faker.rawDefinitions;

/** Given names from the pt_BR locale of @faker-js/faker. */
export const fakerGivenNames: { readonly F: readonly string[]; readonly M: readonly string[] } = {
  F: person?.first_name?.female ?? [],
  M: person?.first_name?.male ?? [],
};

/** Surnames from the pt_BR locale of @faker-js/faker. */
export const fakerSurnames: readonly string[] = person?.last_name?.generic ?? [];

/** Suffixes of a man named after his father or grandfather: `Júnior`, `Neto`, `Filho`. */
export const fakerNameSuffixes: readonly string[] = (person?.suffix ?? []).map((suffix) =>
  suffix === 'Jr.' ? 'Júnior' : suffix,
);

/**
 * Kinds of street, such as Rua and Avenida. Marginal and Rodovia are left out, because they are
 * highways, where people do not live.
 */
export const fakerStreetKinds: readonly string[] = (
  (location as { street_prefix?: readonly string[] } | undefined)?.street_prefix ?? []
).filter((kind) => kind !== 'Marginal' && kind !== 'Rodovia');

/** Domains reserved for documentation (RFC 2606). */
export const exampleDomains: readonly string[] = internet?.example_email ?? [];
