import { Option } from 'commander';
import { cpfKinds } from '../../lib/generate/accounts/accounts-settings.ts';
import { chosen } from './parse-text.ts';

/** `--seed` */
export function seedOption(): Option {
  return new Option('--seed <text>', 'another seed generates other people');
}

/** `--cpf` */
export function cpfOption(): Option {
  return new Option('--cpf <kind>', 'impossible: wrong check digits, which nobody can have')
    .choices(cpfKinds)
    .argParser((text) => chosen('a kind of CPF', text, cpfKinds));
}
