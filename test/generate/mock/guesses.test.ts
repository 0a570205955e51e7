import { describe, expect, it } from 'vitest';
import type { Field } from '../../../lib/schemas/table-schema.ts';
import { fieldsOf, planned } from './planned.ts';

/** What the fields of a table are taken for: names with their types, and meanings. */
const tables: Readonly<Record<string, string>> = {
  'a warehouse in Portuguese': `
    id_cliente:integer=id nom_cliente=name num_cpf:char(11)=cpf des_email=email
    dat_nascimento:date=birth-date tip_sexo:char(1)=sex nom_cidade=city sgl_uf:char(2)=uf cod_cep=cep
    num_telefone=phone dth_criacao:timestamp=created dt_atualizacao:date=updated
    vlr_total:decimal(10,2)=amount qtd_itens:integer=quantity flg_ativo:char(1)=flag
    ind_cancelado:integer=flag pct_desconto:decimal(5,2)=percent des_produto=product
    cod_moeda:char(3)=currency nr_cartao=card-number nº_cartão=card-number razao_social=company
    nm_fantasia=trade-name st_pedido=status dt_validade:date=expiry nom_impresso=printed-name
    estado_civil=marital-status observacao=text nota:integer=rating`,
  'camel case and English': `
    customerEmail=email firstName=given-name lastName=surname birthDate:date=birth-date
    isActive:boolean=flag orderTotal:float=amount createdAt:timestamp=created zipCode=cep
    ipAddress=ip userAgent=user-agent phoneNumber=phone companyName=company jobTitle=occupation`,
  'names that hold words of others': `
    filename=file-name username=username agency=string hashtag=string idade:integer=age
    cpfl=string emailed:boolean=boolean`,
  'types that speak against a name': `
    name:date=date cpf:integer=cpf email:integer=integer amount:timestamp=timestamp cidade:boolean=boolean
    created_at:integer=created paid:boolean=boolean cpf_curto:string(5)=string hora:time=moment`,
  'downloads of packages': `
    timestamp:timestamp=moment country_code=country-code url=url project=project version=version
    cpu=processor tls_protocol=tls-version tls_cipher=tls-cipher`,
  'trips by bicycle': `
    trip_id=id duration_sec:integer=duration start_date:timestamp=created end_date:timestamp=ended
    start_station_name=description start_station_id:integer=code zip_code=cep subscriber_type=kind
    start_station_latitude:float=latitude end_station_longitude:float=longitude
    member_birth_year:integer=birth-year member_gender=sex start_station_geom:geography=point`,
  'trips by taxi': `
    vendor_id=id pickup_datetime:timestamp=created dropoff_datetime:timestamp=ended
    passenger_count:integer=quantity trip_distance:decimal=distance store_and_fwd_flag=flag
    payment_type=payment-method fare_amount:decimal=amount mta_tax:decimal=amount
    data_file_year:integer=year data_file_month:integer=month`,
  'blocks of a chain': `
    number:integer=id hash=hash parent_hash=hash miner=wallet size:integer=size gas_used:integer=size
    transaction_count:integer=count block_timestamp:timestamp=moment from_address=wallet
    state_root=hash`,
  'people in medicine': `
    person_id:integer=id year_of_birth:integer=birth-year month_of_birth:integer=birth-month
    day_of_birth:integer=birth-day birth_datetime:timestamp=birth-date race_source_value=race
    gender_source_value=sex location_id:integer=id`,
  'lines of orders': `
    lo_order_key=id lo_linenumber:integer=position lo_orderdate:date=created lo_revenue:float=amount
    lo_quantity:integer=quantity lo_discount:float=amount lo_supplycost:float=amount`,
  'builds of programs': `
    started:timestamp=created finished:timestamp=ended elapsed:float=duration passed:boolean=flag
    result=status path=path version=version tests_failed:integer=count job=project`,
};

describe('what a field is about', () => {
  it.each(Object.entries(tables))('is known in %s', (_, text) => {
    const wanted = text.trim().split(/\s+/);
    const fields = wanted.flatMap((entry) => fieldsOf(entry.slice(0, entry.indexOf('='))));

    const plans = planned(fields);

    const found = fields.map(({ name }, place) => {
      const [declared = ''] = (wanted[place] ?? '').split('=');
      return `${declared}=${plans.get(name)?.meaning}`;
    });
    expect(found).toEqual(wanted);
  });

  it('is told by the records around it', () => {
    const record = (name: string, fields: string): Field => {
      return { name, type: 'record', mode: 'nullable', fields: fieldsOf(fields) };
    };

    const plans = planned([
      record('vendedor', 'nome'),
      record('repo', 'name'),
      record('system', 'name'),
      record('spells', 'name'),
      record('endereco', 'numero'),
    ]);

    expect([...plans].map(([path, { meaning }]) => [path, meaning])).toEqual([
      ['vendedor.nome', 'name'],
      ['repo.name', 'project'],
      ['system.name', 'operating-system'],
      ['spells.name', 'label'],
      ['endereco.numero', 'house-number'],
    ]);
  });

  it('is told by the fields next to it', () => {
    expect(planned(fieldsOf('nome preco:float')).get('nome')?.meaning).toBe('label');
    expect(planned(fieldsOf('nome cpf')).get('nome')?.meaning).toBe('name');
    expect(planned(fieldsOf('numero rua')).get('numero')?.meaning).toBe('house-number');
    expect(planned(fieldsOf('numero valor')).get('numero')?.meaning).toBe('id');
    expect(planned(fieldsOf('state city')).get('state')?.meaning).toBe('state');
    expect(planned(fieldsOf('state job')).get('state')?.meaning).toBe('status');
  });

  it('is told by its description where its name says little', () => {
    const field = (name: string): Field => ({
      name,
      type: 'string',
      mode: 'required',
      description: 'CPF do titular da conta',
    });

    expect(planned([field('campo_7')]).get('campo_7')?.meaning).toBe('cpf');
    expect(planned([field('email')]).get('email')?.meaning).toBe('email');
  });

  it('is said to be named, typed or declared', () => {
    const values: Field = { name: 'cor', type: 'string', mode: 'required', values: ['azul'] };
    const plans = planned([...fieldsOf('cpf xyz'), values]);

    expect([...plans.values()].map(({ meaning, sureness }) => `${meaning} ${sureness}`)).toEqual([
      'cpf named',
      'string typed',
      'values declared',
    ]);
  });
});
