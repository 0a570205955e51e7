import type { TextWriter } from '../../../model/text-writer.ts';
import type { TextContent } from '../content/content.ts';
import { stringsOf } from '../content/strings-of.ts';
import { rolesIn } from '../guess/roles.ts';
import type { Person } from '../subjects/person.ts';
import type { Context } from './meaning.ts';

/** More characters than a name has. */
const LONGEST_NAME = 100;

/** Characters that a name can be cut to. */
export const SHORT_NAME = 6;

/** Words of fields that people have. */
const PERSONAL = words(
  'cpf email nascimento birth idade age telefone celular phone sobrenome surname sexo gender rg cargo',
);

/** Words that say no more than that a name is one, or that it is a person's. */
const NAMING = words('nome nom nm name full completo pessoa person social de do da of the');

/** Words of records that hold the fields of a person. */
const RECORDS = words('pessoa person people dados data info registro perfil profile record field');

/** Whether a name is that of a person: of a role, next to fields of people, or of nothing else. */
export function isName({ words: own, recordWords, around, isAsked }: Context): boolean {
  if (isAsked || rolesIn([...own, ...recordWords]).length > 0) return true;
  if (!own.every((word) => NAMING.includes(word))) return false;
  if (PERSONAL.some((word) => around.has(word))) return true;
  const isThing = ['preco', 'price', 'sku', 'estoque', 'stock'].some((word) => around.has(word));
  return !isThing && recordWords.every((word) => RECORDS.includes(word));
}

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** Writes one of the forms of a name. */
type WriteNames = (out: TextWriter, names: ReturnType<Person['names']>, row: number) => void;

/** Names of people in a form. One that is too long loses its last words. */
export function namesContent(person: Person, write: WriteNames): TextContent {
  return {
    kind: 'text',
    longest: LONGEST_NAME,
    cutTo: SHORT_NAME,
    isNumbered: true,
    make: (rows) => {
      const names = person.names(rows);
      return stringsOf(rows.length, (out, row) => write(out, names, row));
    },
  };
}
