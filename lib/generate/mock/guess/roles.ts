import { MAN, type Sex, WOMAN } from '../../../brazil/sex.ts';

/** Whom a field is about besides the person that the row is about. */
interface Role {
  readonly name: string;
  readonly words: readonly string[];
  /** Sex of all who have it. Default: either. */
  readonly sex?: Sex;
  /** Whether it is never the person that the row is about. Default: `false`. */
  readonly isApart?: boolean;
}

const roles: readonly Role[] = [
  { name: 'mother', words: ['mae', 'mother'], sex: WOMAN, isApart: true },
  { name: 'father', words: ['pai', 'father'], sex: MAN, isApart: true },
  {
    name: 'spouse',
    words: words('conjuge esposa esposo marido spouse wife husband'),
    isApart: true,
  },
  { name: 'child', words: words('filho filha filhos child dependente dependent'), isApart: true },
  { name: 'guardian', words: words('responsavel tutor guardian'), isApart: true },
  { name: 'guarantor', words: words('avalista fiador guarantor'), isApart: true },
  { name: 'customer', words: words('cliente customer client comprador buyer consumidor cust') },
  { name: 'seller', words: words('vendedor vendedora seller salesperson corretor') },
  { name: 'owner', words: words('owner proprietario titular holder dono') },
  { name: 'employee', words: words('funcionario funcionaria employee colaborador atendente') },
  { name: 'manager', words: words('gerente manager supervisor chefe') },
  { name: 'user', words: words('usuario user actor operador') },
  { name: 'doctor', words: words('medico medica doctor physician provider') },
  { name: 'patient', words: words('paciente patient') },
  { name: 'driver', words: words('motorista driver condutor entregador') },
  { name: 'sender', words: words('remetente sender') },
  { name: 'recipient', words: words('destinatario recipient receiver') },
  { name: 'payer', words: words('pagador payer') },
  { name: 'payee', words: words('beneficiario payee favorecido') },
  { name: 'author', words: words('autor autora author') },
  { name: 'member', words: words('associado associada member socio segurado') },
  { name: 'student', words: words('aluno aluna student estudante') },
  { name: 'teacher', words: words('professor professora teacher') },
  { name: 'contact', words: words('contato contact') },
  { name: 'supplier', words: words('fornecedor supplier supp') },
  { name: 'start', words: words('start pickup origem origin partida'), isApart: true },
  { name: 'end', words: words('end dropoff destino destination chegada'), isApart: true },
  { name: 'shop', words: words('loja store filial agencia estacao station'), isApart: true },
  { name: 'delivery', words: words('entrega shipping delivery'), isApart: true },
  { name: 'billing', words: words('cobranca billing faturamento'), isApart: true },
];

const byWord = new Map(roles.flatMap((role) => role.words.map((word) => [word, role] as const)));
const byName = new Map(roles.map((role) => [role.name, role]));

/** Words of people in a role, which stand for their names: `vendedor` is the name of one. */
export const roleWords: readonly string[] = roles
  .filter(({ name }) => !['start', 'end', 'shop', 'delivery', 'billing'].includes(name))
  .flatMap((role) => role.words);

/**
 * The roles that words name, in alphabetical order: the mother of a customer has two.
 *
 * @example
 * rolesIn(['nome', 'mae', 'cliente']) // => ['customer', 'mother']
 */
export function rolesIn(names: readonly string[]): readonly string[] {
  const found = names.flatMap((word) => byWord.get(word)?.name ?? []);
  return [...new Set(found)].sort();
}

/** Something of a person: whose it is, and what. */
export interface Personal {
  readonly roles: readonly string[];
  readonly meaning: string;
}

/**
 * The role that is the one whom the rows are about: the only one besides relatives and places, where
 * nothing is said twice. A `nome` next to `vendedor_nome` is somebody else's.
 *
 * @example
 * mainRole([{ roles: ['customer'], meaning: 'name' }, { roles: [], meaning: 'cpf' }]) // => 'customer'
 * mainRole([{ roles: ['customer'], meaning: 'name' }, { roles: [], meaning: 'name' }]) // => undefined
 */
export function mainRole(fields: readonly Personal[]): string | undefined {
  const isFree = (role: string) => byName.get(role)?.isApart !== true;
  const [only, ...others] = new Set(fields.flatMap(({ roles: all }) => all.filter(isFree)));
  if (only === undefined || others.length > 0) return undefined;
  const plain = fields.filter(({ roles: all }) => all.length === 0);
  const said = fields.filter(({ roles: all }) => all.length === 1 && all[0] === only);
  const isTwice = said.some(({ meaning }) => plain.some((each) => each.meaning === meaning));
  return isTwice ? undefined : only;
}

/** The sex of people with these roles, where all of them have the same. */
export function sexOfRoles(names: readonly string[]): Sex | undefined {
  return names.map((name) => byName.get(name)?.sex).find((sex) => sex !== undefined);
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
