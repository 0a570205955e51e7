import type { Language } from '../slot.ts';

/** Words that names of fields have in one of the languages only. */
const WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  pt: new Set(
    `nome nom nm sobrenome num nr nro numero cod codigo cd des descricao ds dat dth dt data vlr valor vl
    qtd qtde quantidade flg ind tip tipo tp situacao cliente vendedor produto pedido endereco bairro
    cidade municipio estado pais uf cep cpf cnpj telefone celular criado criacao atualizado atualizacao
    emissao validade vencimento nascimento idade sexo cargo profissao preco marca categoria linha ano mes
    dia hora ativo mae pai conta cartao moeda empresa loja titulo observacao avaliacao nota`.split(
      /\s+/,
    ),
  ),
  en: new Set(
    `name first last full number code description date time at created updated amount price quantity
    count flag is has type status customer seller product order address city state country phone birth
    age gender job title brand category year month day hour active account card currency company store
    comment rating key value size file version user of by`.split(/\s+/),
  ),
};

/**
 * The language of some words; `undefined` where neither language has more of them.
 *
 * @example
 * languageOf(['vlr', 'total']) // => 'pt'
 * languageOf(['xyz']) // => undefined
 */
export function languageOf(words: Iterable<string>): Language | undefined {
  let balance = 0;
  for (const word of words) {
    if (WORDS.pt.has(word)) balance += 1;
    if (WORDS.en.has(word)) balance -= 1;
  }
  if (balance === 0) return undefined;
  return balance > 0 ? 'pt' : 'en';
}
