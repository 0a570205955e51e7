/** What each rule of the saved query `data-quality` asks for, in English and Portuguese, by its name there. */
export const accountRules: Readonly<Record<string, { readonly en: string; readonly pt: string }>> =
  {
    'empty required value': {
      en: 'Every column has a value',
      pt: 'Toda coluna tem valor',
    },
    'duplicate id': { en: 'id does not repeat', pt: 'id não se repete' },
    'duplicate cpf': { en: 'cpf does not repeat', pt: 'cpf não se repete' },
    'duplicate email': { en: 'email does not repeat', pt: 'email não se repete' },
    'duplicate telefone': { en: 'telefone does not repeat', pt: 'telefone não se repete' },
    'malformed id (UUID version 7)': { en: 'id is a UUID version 7', pt: 'id é um UUID versão 7' },
    'malformed cpf': { en: 'cpf is well formed', pt: 'cpf está no formato correto' },
    'wrong cpf check digits': {
      en: 'cpf has the right check digits',
      pt: 'cpf tem os dígitos verificadores certos',
    },
    'cpf fiscal region is not that of uf': {
      en: 'cpf is of the fiscal region of uf',
      pt: 'cpf é da região fiscal da uf',
    },
    'malformed telefone': { en: 'telefone is well formed', pt: 'telefone está no formato correto' },
    'telefone area code is not of uf': {
      en: 'telefone has an area code of uf',
      pt: 'telefone tem um DDD da uf',
    },
    'malformed cep': { en: 'cep is well formed', pt: 'cep está no formato correto' },
    'cep is not of uf': { en: 'cep is in the range of uf', pt: 'cep está na faixa da uf' },
    'cep is not in endereco': { en: 'endereco names the cep', pt: 'endereco traz o cep' },
    'cep has another street or neighbourhood': {
      en: 'cep names one street and neighbourhood',
      pt: 'cep é de uma só rua e bairro',
    },
    'cidade and uf are not in endereco': {
      en: 'endereco names cidade and uf',
      pt: 'endereco traz cidade e uf',
    },
    'email is not on example.com, .org or .net': {
      en: 'email is on example.com, .org or .net',
      pt: 'email é de example.com, .org ou .net',
    },
    'under 18 on the day of criado_em': {
      en: 'Everybody is an adult on the day of criado_em',
      pt: 'Todos são maiores de idade no dia de criado_em',
    },
    'criado_em is outside dt and hour': {
      en: 'criado_em lies in dt and hour',
      pt: 'criado_em está em dt e hour',
    },
  };

/**
 * The rules of the saved query `data-quality` in one language, by their names there.
 *
 * @example
 * accountRulesIn('en')['duplicate id'] // => 'id does not repeat'
 */
export function accountRulesIn(language: 'en' | 'pt'): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(accountRules).map(([name, texts]) => [name, texts[language]]),
  );
}
