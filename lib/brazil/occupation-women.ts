/**
 * Share of women in occupations where it is far from one half (approximate, by judgement: IBGE's
 * PNAD Contínua publishes groups of occupations, not titles).
 */
const byShare: readonly (readonly [share: number, occupations: string])[] = [
  [
    0.02,
    `Pedreiro, Servente de obras, Encanador, Carpinteiro, Serralheiro, Mestre de obras,
     Armador de ferragens, Calceteiro, Operador de retroescavadeira, Operador de guindaste,
     Telhador, Instalador de ar-condicionado, Mecânico de automóveis, Borracheiro,
     Mecânico de motocicletas, Mecânico de refrigeração, Funileiro, Caldeireiro,
     Mecânico de manutenção industrial, Mecânico de usinagem, Ferramenteiro, Soldador,
     Eletricista de automóveis, Motorista de caminhão, Tratorista, Vaqueiro, Estivador,
     Coveiro, Garimpeiro, Mineiro, Barbeiro, Maquinista de trem, Churrasqueiro`,
  ],
  [
    0.05,
    `Pintor de paredes, Eletricista, Marceneiro, Azulejista, Gesseiro, Vidraceiro,
     Instalador de painéis solares, Eletrotécnico, Montador de móveis, Chaveiro, Piscineiro,
     Motorista de ônibus, Motofretista, Mototaxista, Taxista, Motorista de ambulância,
     Entregador de aplicativo, Carregador, Operador de empilhadeira, Lavador de carros,
     Operador de colheitadeira, Marinheiro, Piloto de avião, Oleiro, Alfaiate,
     Jogador de futebol, Treinador de futebol, Árbitro de futebol, Fuzileiro naval,
     Soldado do Exército, Sargento do Exército, Militar da reserva, Técnico mecânico,
     Coletor de lixo, Leiturista, Petroleiro, Técnico de som, Relojoeiro`,
  ],
  [
    0.12,
    `Motorista de aplicativo, Motorista particular, Motorista de transporte escolar, Vigia,
     Vigilante, Porteiro, Zelador, Caseiro, Jardineiro, Açougueiro, Magarefe, Metalúrgico,
     Estofador, Tapeceiro, Policial militar, Bombeiro militar, Policial penal,
     Guarda municipal, Policial rodoviário federal, Bombeiro civil, Engenheiro mecânico,
     Engenheiro eletricista, Pecuarista, Encarregado de fazenda, Pescador artesanal,
     Técnico em eletrônica, Técnico em telecomunicações, Técnico em informática, Prefeito,
     Pastor evangélico, Conferente de cargas, Carteiro, Seringueiro, Apicultor,
     Operador de máquinas, Almoxarife, Cinegrafista, DJ, Vereador, Impressor gráfico`,
  ],
  [
    0.25,
    `Programador de computador, Desenvolvedor de software, Administrador de redes,
     Analista de suporte técnico, Analista de segurança da informação, Engenheiro de dados,
     Agricultor, Trabalhador rural, Produtor rural, Frentista, Pizzaiolo, Estoquista,
     Engenheiro civil, Engenheiro agrônomo, Técnico agrícola, Feirante, Sapateiro,
     Cobrador de ônibus, Delegado de polícia, Investigador de polícia, Garçom, Músico,
     Repositor de mercadorias, Agente de trânsito, Representante comercial, Padeiro,
     Administrador de banco de dados, Gerente de tecnologia da informação, Físico`,
  ],
  [
    0.78,
    `Enfermeiro, Técnico em enfermagem, Nutricionista, Psicólogo, Fisioterapeuta,
     Assistente social, Professor de ensino fundamental, Auxiliar administrativo,
     Recepcionista, Operador de caixa, Operador de telemarketing, Atendente de farmácia,
     Auxiliar de cozinha, Agente comunitário de saúde, Auxiliar de departamento pessoal,
     Bibliotecário, Florista, Analista de recursos humanos, Cozinheiro, Copeiro, Salgadeiro,
     Professor aposentado, Terapeuta ocupacional, Organizador de eventos,
     Designer de interiores, Auxiliar de enfermagem, Atendente de posto de saúde,
     Atendente de lanchonete, Coordenador pedagógico, Faxineiro, Assistente administrativo,
     Inspetor de alunos, Diretor de escola, Pensionista, Camareiro`,
  ],
  [
    0.93,
    `Empregado doméstico, Diarista, Babá, Cuidador de idosos, Do lar, Manicure, Depilador,
     Esteticista, Maquiador, Passador de roupas, Costureiro, Bordador,
     Revendedor de cosméticos, Doceiro, Confeiteiro, Cabeleireiro, Merendeiro, Doula,
     Professor de educação infantil, Auxiliar de creche, Pedagogo, Secretário executivo,
     Secretário escolar, Auxiliar em saúde bucal, Fonoaudiólogo, Marisqueiro`,
  ],
];

const shares = new Map(
  byShare.flatMap(([share, occupations]) =>
    occupations.split(/,\s+/).map((occupation): [string, number] => [occupation, share]),
  ),
);

/** Occupations whose share of women is far from one half, by their masculine form. */
export const genderedOccupations: readonly string[] = [...shares.keys()];

/**
 * Returns the share of women in an occupation, 0 to 1. Default: 0.5, if the list has no other
 * value.
 *
 * @param occupation the masculine form
 * @example
 * shareOfWomen('Pedreiro') // => 0.02
 * shareOfWomen('Comerciante') // => 0.5
 */
export function shareOfWomen(occupation: string): number {
  return shares.get(occupation) ?? 0.5;
}
