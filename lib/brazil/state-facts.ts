/** What a state is called, its region (IBGE), and where its capital is: degrees times 100. */
export interface StateFacts {
  readonly name: string;
  readonly region: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Facts of the states by their two letters. */
export const stateFacts: Readonly<Record<string, StateFacts>> = {
  AC: { name: 'Acre', region: 'Norte', latitude: -997, longitude: -6781 },
  AL: { name: 'Alagoas', region: 'Nordeste', latitude: -965, longitude: -3571 },
  AM: { name: 'Amazonas', region: 'Norte', latitude: -310, longitude: -6002 },
  AP: { name: 'Amapá', region: 'Norte', latitude: 3, longitude: -5107 },
  BA: { name: 'Bahia', region: 'Nordeste', latitude: -1297, longitude: -3850 },
  CE: { name: 'Ceará', region: 'Nordeste', latitude: -373, longitude: -3853 },
  DF: { name: 'Distrito Federal', region: 'Centro-Oeste', latitude: -1578, longitude: -4793 },
  ES: { name: 'Espírito Santo', region: 'Sudeste', latitude: -2032, longitude: -4034 },
  GO: { name: 'Goiás', region: 'Centro-Oeste', latitude: -1668, longitude: -4925 },
  MA: { name: 'Maranhão', region: 'Nordeste', latitude: -253, longitude: -4430 },
  MG: { name: 'Minas Gerais', region: 'Sudeste', latitude: -1992, longitude: -4394 },
  MS: { name: 'Mato Grosso do Sul', region: 'Centro-Oeste', latitude: -2045, longitude: -5462 },
  MT: { name: 'Mato Grosso', region: 'Centro-Oeste', latitude: -1560, longitude: -5610 },
  PA: { name: 'Pará', region: 'Norte', latitude: -146, longitude: -4849 },
  PB: { name: 'Paraíba', region: 'Nordeste', latitude: -712, longitude: -3486 },
  PE: { name: 'Pernambuco', region: 'Nordeste', latitude: -805, longitude: -3490 },
  PI: { name: 'Piauí', region: 'Nordeste', latitude: -509, longitude: -4280 },
  PR: { name: 'Paraná', region: 'Sul', latitude: -2543, longitude: -4927 },
  RJ: { name: 'Rio de Janeiro', region: 'Sudeste', latitude: -2291, longitude: -4321 },
  RN: { name: 'Rio Grande do Norte', region: 'Nordeste', latitude: -580, longitude: -3522 },
  RO: { name: 'Rondônia', region: 'Norte', latitude: -876, longitude: -6390 },
  RR: { name: 'Roraima', region: 'Norte', latitude: 282, longitude: -6067 },
  RS: { name: 'Rio Grande do Sul', region: 'Sul', latitude: -3003, longitude: -5122 },
  SC: { name: 'Santa Catarina', region: 'Sul', latitude: -2760, longitude: -4853 },
  SE: { name: 'Sergipe', region: 'Nordeste', latitude: -1092, longitude: -3708 },
  SP: { name: 'São Paulo', region: 'Sudeste', latitude: -2355, longitude: -4664 },
  TO: { name: 'Tocantins', region: 'Norte', latitude: -1018, longitude: -4833 },
};
