import { monthNames } from '../../../model/calendar-date.ts';
import type { Language } from '../slot.ts';

/** Words of both languages, the most common ones first. Positions agree: a code means the same in both. */
type Lists = Readonly<Record<Language, readonly string[]>>;

/** Invented brands of cards. */
export const brands: readonly string[] = ['Ipê Card', 'Rede Sul', 'Aurora', 'Cartão Norte', 'Maré'];

/** What becomes of an order, a request, a process. */
export const statuses: Lists = {
  pt: ['ATIVO', 'CONCLUIDO', 'PENDENTE', 'EM ANDAMENTO', 'CANCELADO', 'INATIVO'],
  en: ['active', 'completed', 'pending', 'in progress', 'cancelled', 'inactive'],
};

/** Kinds of things, of which little is known. */
export const kinds: Lists = {
  pt: ['Padrão', 'Especial', 'Básico', 'Premium', 'Interno', 'Externo', 'Outro'],
  en: ['standard', 'special', 'basic', 'premium', 'internal', 'external', 'other'],
};

/** Groups of goods. */
export const categories: Lists = {
  pt: [
    'Alimentos',
    'Bebidas',
    'Higiene',
    'Limpeza',
    'Papelaria',
    'Eletrônicos',
    'Brinquedos',
    'Vestuário',
    'Calçados',
    'Móveis',
    'Ferramentas',
    'Jardim',
  ],
  en: [
    'Groceries',
    'Beverages',
    'Personal care',
    'Cleaning',
    'Stationery',
    'Electronics',
    'Toys',
    'Clothing',
    'Shoes',
    'Furniture',
    'Tools',
    'Garden',
  ],
};

/** Goods. */
export const products: Lists = {
  pt: [
    'Arroz integral 1 kg',
    'Café torrado 500 g',
    'Caderno 96 folhas',
    'Caneta azul',
    'Camiseta básica',
    'Tênis de corrida',
    'Mochila escolar',
    'Garrafa térmica',
    'Fone de ouvido',
    'Teclado sem fio',
    'Cadeira de escritório',
    'Luminária de mesa',
    'Jogo de panelas',
    'Furadeira 600 W',
    'Bola de futebol',
    'Sabonete líquido',
    'Xampu 300 ml',
    'Detergente neutro',
    'Vaso de cerâmica',
    'Quebra-cabeça 500 peças',
  ],
  en: [
    'Brown rice 1 kg',
    'Ground coffee 500 g',
    'Notebook 96 sheets',
    'Blue pen',
    'Basic T-shirt',
    'Running shoes',
    'School backpack',
    'Vacuum flask',
    'Headphones',
    'Wireless keyboard',
    'Office chair',
    'Desk lamp',
    'Cookware set',
    'Drill 600 W',
    'Football',
    'Liquid soap',
    'Shampoo 300 ml',
    'Dish soap',
    'Ceramic pot',
    'Jigsaw puzzle 500 pieces',
  ],
};

/** Invented brands of goods. */
export const makers: readonly string[] = [
  'Aruanda',
  'Belmar',
  'Cairu',
  'Dorvano',
  'Elita',
  'Fiorela',
  'Guarita',
  'Horizel',
  'Itaúva',
  'Jurema',
  'Lumina',
  'Mirante',
];

/** Ways to pay. */
export const payments: Lists = {
  pt: ['PIX', 'Cartão de crédito', 'Cartão de débito', 'Boleto', 'Dinheiro', 'Transferência'],
  en: ['Credit card', 'Debit card', 'Cash', 'Bank transfer', 'Voucher', 'Other'],
};

/** Ways in which customers come. */
export const channels: Lists = {
  pt: ['Loja física', 'Site', 'Aplicativo', 'Televendas', 'Parceiro'],
  en: ['store', 'web', 'app', 'phone', 'partner'],
};

/** Parts of a company. */
export const departments: Lists = {
  pt: [
    'Comercial',
    'Financeiro',
    'Operações',
    'Tecnologia',
    'Recursos Humanos',
    'Jurídico',
    'Logística',
  ],
  en: ['Sales', 'Finance', 'Operations', 'Technology', 'Human Resources', 'Legal', 'Logistics'],
};

/** How urgent something is. */
export const priorities: Lists = {
  pt: ['Média', 'Baixa', 'Alta', 'Crítica'],
  en: ['medium', 'low', 'high', 'critical'],
};

/** Colours. */
export const colors: Lists = {
  pt: [
    'preto',
    'branco',
    'azul',
    'vermelho',
    'verde',
    'amarelo',
    'cinza',
    'marrom',
    'rosa',
    'roxo',
  ],
  en: ['black', 'white', 'blue', 'red', 'green', 'yellow', 'grey', 'brown', 'pink', 'purple'],
};

/** Schooling. */
export const schooling: Lists = {
  pt: ['Ensino médio', 'Ensino superior', 'Ensino fundamental', 'Pós-graduação', 'Sem instrução'],
  en: ['Secondary', 'Higher', 'Primary', 'Postgraduate', 'None'],
};

/** IBGE's answers to the question for colour or race, the most common ones first (census of 2022). */
export const races: Lists = {
  pt: ['Parda', 'Branca', 'Preta', 'Indígena', 'Amarela'],
  en: ['Brown', 'White', 'Black', 'Indigenous', 'Asian'],
};

/** Names of weekdays, Sunday first. */
export const weekdays: Lists = {
  pt: [
    'domingo',
    'segunda-feira',
    'terça-feira',
    'quarta-feira',
    'quinta-feira',
    'sexta-feira',
    'sábado',
  ],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

/** Names of months, January first. */
export const months: Lists = {
  pt: [
    'janeiro',
    'fevereiro',
    'março',
    'abril',
    'maio',
    'junho',
    'julho',
    'agosto',
    'setembro',
    'outubro',
    'novembro',
    'dezembro',
  ],
  en: monthNames,
};

/** A country: its codes of ISO 3166-1, its names, the currency and the language of most of its people. */
export interface Country {
  readonly alpha2: string;
  readonly alpha3: string;
  readonly pt: string;
  readonly en: string;
  readonly currency: string;
  readonly locale: string;
}

/** Countries, the most common ones first. */
export const countries: readonly Country[] = [
  country('BR', 'BRA', 'Brasil', 'Brazil', 'BRL', 'pt-BR'),
  country('US', 'USA', 'Estados Unidos', 'United States', 'USD', 'en-US'),
  country('PT', 'PRT', 'Portugal', 'Portugal', 'EUR', 'pt-PT'),
  country('AR', 'ARG', 'Argentina', 'Argentina', 'ARS', 'es-AR'),
  country('CL', 'CHL', 'Chile', 'Chile', 'CLP', 'es-CL'),
  country('MX', 'MEX', 'México', 'Mexico', 'MXN', 'es-MX'),
  country('CO', 'COL', 'Colômbia', 'Colombia', 'COP', 'es-CO'),
  country('UY', 'URY', 'Uruguai', 'Uruguay', 'UYU', 'es-UY'),
  country('ES', 'ESP', 'Espanha', 'Spain', 'EUR', 'es-ES'),
  country('DE', 'DEU', 'Alemanha', 'Germany', 'EUR', 'de-DE'),
  country('FR', 'FRA', 'França', 'France', 'EUR', 'fr-FR'),
  country('GB', 'GBR', 'Reino Unido', 'United Kingdom', 'GBP', 'en-GB'),
  country('IT', 'ITA', 'Itália', 'Italy', 'EUR', 'it-IT'),
  country('CA', 'CAN', 'Canadá', 'Canada', 'CAD', 'en-CA'),
  country('JP', 'JPN', 'Japão', 'Japan', 'JPY', 'ja-JP'),
  country('IN', 'IND', 'Índia', 'India', 'INR', 'hi-IN'),
];

function country(
  alpha2: string,
  alpha3: string,
  pt: string,
  en: string,
  currency: string,
  locale: string,
): Country {
  return { alpha2, alpha3, pt, en, currency, locale };
}
