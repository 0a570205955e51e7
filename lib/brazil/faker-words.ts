import { faker } from '@faker-js/faker/locale/pt_BR';

const { person, location, internet } = faker.rawDefinitions;

/** Given names of @faker-js/faker's pt_BR locale. */
export const fakerGivenNames: { readonly F: readonly string[]; readonly M: readonly string[] } = {
  F: person?.first_name?.female ?? [],
  M: person?.first_name?.male ?? [],
};

/** Surnames of @faker-js/faker's pt_BR locale. */
export const fakerSurnames: readonly string[] = person?.last_name?.generic ?? [];

/** What follows the name of a man who is called like his father or grandfather. */
export const fakerNameSuffixes: readonly string[] = (person?.suffix ?? []).map((suffix) =>
  suffix === 'Jr.' ? 'Júnior' : suffix,
);

/** Kinds of street: Rua, Avenida and so on; people do not live on the other two, which are highways. */
export const fakerStreetKinds: readonly string[] = (
  (location as { street_prefix?: readonly string[] } | undefined)?.street_prefix ?? []
).filter((kind) => kind !== 'Marginal' && kind !== 'Rodovia');

/** Domains that are reserved for documentation (RFC 2606). */
export const exampleDomains: readonly string[] = internet?.example_email ?? [];
