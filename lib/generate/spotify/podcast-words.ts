/** What podcasts about data call themselves; completed by a {@link fields}. */
export const formats = [
  'Café com',
  'Papo de',
  'Conversas sobre',
  'Mesa de',
  'Rádio',
  'Central de',
  'Clube de',
  'Oficina de',
  'Diário de',
  'Além de',
  'Minuto de',
  'Sem Medo de',
] as const;

/** What podcasts about data are about. */
export const fields = [
  'Dados',
  'Analytics',
  'Machine Learning',
  'SQL',
  'Engenharia de Dados',
  'Inteligência Artificial',
  'Estatística',
  'Python',
] as const;

/** What an episode is about, as a name begins with it. */
export const topics = [
  'Feature stores na prática',
  'Governança de dados sem burocracia',
  'Do Excel ao lakehouse',
  'Carreira de engenheira de dados',
  'Modelos de linguagem em produção',
  'Testes A/B que enganam',
  'LGPD e anonimização',
  'dbt, Airflow e o resto do mundo',
  'Streaming: quando vale a pena?',
  'Visualização que conta histórias',
  'MLOps de verdade',
  'Séries temporais & previsão de demanda',
  'Fraude, risco e crédito',
  'O futuro do analista de BI',
  'Data mesh, um ano depois',
  'Entrevistas técnicas: o que cai',
  'Qualidade de dados como produto',
  'Grafos e recomendações',
  'Custos na nuvem: quem paga a conta?',
  'Comunidade, eventos e mentoria',
] as const;

/** What a guest does. */
export const occupations = [
  'cientista de dados',
  'pessoa engenheira de dados',
  'gerente de analytics',
  'líder de IA',
  'especialista em BI',
  'tech lead da plataforma de dados',
] as const;

/** A line that a description may have: what texts of an API are full of. */
export const remarks = [
  'A pergunta do dia: "quem é o dono deste dado?"',
  'Spoiler: não é só treinar o modelo 🤖📈',
  'Falamos de P&amp;D, de ROI e de &quot;cultura data-driven&quot;.',
  "Vale ouvir até o fim: tem 'dica bônus' e erro de gravação 😅",
  'Aperte o play 🎧 e conte pra gente o que achou!',
  'Referências:\r\n- Designing Data-Intensive Applications\r\n- State of Data Brazil',
  '“Dado sem contexto é só ruído” — anote esta.',
  'Índice: 00:00 abertura | 05:12 trajetória | 31:40 perguntas; 58:03 recados',
] as const;

/** How texts spell Grupo Boticário. In the third and in the last one each accent is a character of its own. */
export const boticarioSpellings = [
  'Grupo Boticário',
  'grupo boticario',
  'Grupo Botica\u0301rio',
  'GRUPO BOTICÁRIO',
  'grupo boticário',
  'Grupo Boticario',
  'GRUPO BOTICA\u0301RIO',
] as const;

/** Names that resemble Grupo Boticário and are other names. */
export const resemblingNames = [
  'O Boticário',
  'Grupo O Boticário',
  'Fundação Grupo Botica',
] as const;
