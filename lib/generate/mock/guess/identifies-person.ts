import { nameWords } from '../name-words.ts';
import { guessesOf } from './guess.ts';
import { leavesOf } from './leaves.ts';

/** Meanings whose values tell one person, company, device or row from all others. */
const IDENTIFYING: ReadonlySet<string> = new Set([
  ...['name', 'given-name', 'surname', 'printed-name', 'username', 'email', 'phone'],
  ...['cpf', 'cnpj', 'rg', 'company', 'trade-name', 'bank-account', 'bank-branch', 'iban'],
  ...['card-number', 'card-bin', 'card-last-digits', 'security-code', 'wallet', 'hash', 'token'],
  ...['address', 'street', 'house-number', 'address-complement', 'neighbourhood', 'cep'],
  ...['latitude', 'longitude', 'point', 'ip', 'ipv6', 'url', 'user-agent', 'file-name', 'path'],
  ...['id', 'uuid'],
]);

const FILE = 'file-name';

/** Words of documents and accounts that no meaning speaks of. */
const WORDS: ReadonlySet<string> = new Set(
  `passaporte passport placa plate cnh licenca license licence pis pasep nis nit sus ctps titulo nif ssn
  nin tin ein dni curp pix senha password secret segredo pin biometria biometric imei device dispositivo
  prontuario nickname alias handle protegido whatsapp telegram instagram skype assinatura signature foto
  photo`.split(/\s+/),
);

/**
 * Whether a column of this name holds values that say who a person is, or which row it is: names, e-mail
 * addresses, phone numbers, documents, cards, accounts, addresses, places on a map, identifiers.
 *
 * @example
 * identifiesPerson('nome_cliente') // => true
 * identifiesPerson('num_cartao') // => true
 * identifiesPerson('cidade') // => false
 * identifiesPerson('details_system_name') // => false
 * identifiesPerson('file_version') // => false
 */
export function identifiesPerson(column: string): boolean {
  if (nameWords(column).some((word) => WORDS.has(word))) return true;
  const meaning = meaningOfColumn(column);
  return meaning !== undefined && IDENTIFYING.has(meaning);
}

/**
 * What a column is most likely about, by its name: the name of a meaning; `undefined` when the name says nothing.
 *
 * @example
 * meaningOfColumn('data_nascimento') // => 'birth-date'
 * meaningOfColumn('xyz') // => undefined
 */
export function meaningOfColumn(column: string): string | undefined {
  const [leaf] = leavesOf([{ name: column, type: 'string', mode: 'required' }]);
  if (leaf === undefined) return undefined;
  const [first, second] = guessesOf(leaf);
  // The version of a file is a version.
  return first?.name === FILE && second !== undefined ? second.name : first?.name;
}
