-- A shop, in the words of PostgreSQL.
CREATE TYPE order_state AS ENUM ('new', 'paid', 'it''s gone');
CREATE DOMAIN postal_code AS char(8) CHECK (VALUE ~ '^[0-9]{8}$');
CREATE DOMAIN rating AS smallint CHECK (VALUE BETWEEN 1 AND 5);

CREATE TABLE customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(120) NOT NULL UNIQUE,
  "select" text,
  cep postal_code,
  tags text[] NOT NULL DEFAULT '{}',
  kind char(1) NOT NULL CHECK (kind IN ('F', 'J')),
  address inet,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE customer IS 'Who buys';
COMMENT ON COLUMN customer.kind IS 'F is a person, J a company';

CREATE TABLE "order" (
  id serial PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  state order_state NOT NULL DEFAULT 'new',
  history order_state[],
  total numeric(10,2) NOT NULL,
  discount numeric DEFAULT 0,
  stars rating,
  placed_on date NOT NULL,
  window_of tstzrange,
  details jsonb,
  weight double precision CHECK (weight > 0),
  net numeric(10,2) GENERATED ALWAYS AS (total - discount) STORED,
  CONSTRAINT total_range CHECK (total >= 0 AND total < 100000),
  CONSTRAINT discounted CHECK (discount <= total),
  UNIQUE (customer_id, placed_on)
);

CREATE TABLE item (
  order_id integer NOT NULL,
  line smallint NOT NULL,
  sku uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, line)
);
ALTER TABLE ONLY item
  ADD CONSTRAINT item_order FOREIGN KEY (order_id) REFERENCES "order" (id);
CREATE INDEX item_sku ON item USING btree (sku);
