--
-- PostgreSQL database dump
--

\restrict vWwAPzwXPEOBjK0R3eWslpbxL01X7kl6s53w5CIZPvMJJTdhPCeBFIqGNyddOwB

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: order_state; Type: TYPE; Schema: public; Owner: postgres
--

CREATE TYPE public.order_state AS ENUM (
    'new',
    'paid',
    'it''s gone'
);


ALTER TYPE public.order_state OWNER TO postgres;

--
-- Name: postal_code; Type: DOMAIN; Schema: public; Owner: postgres
--

CREATE DOMAIN public.postal_code AS character(8)
	CONSTRAINT postal_code_check CHECK ((VALUE ~ '^[0-9]{8}$'::text));


ALTER DOMAIN public.postal_code OWNER TO postgres;

--
-- Name: rating; Type: DOMAIN; Schema: public; Owner: postgres
--

CREATE DOMAIN public.rating AS smallint
	CONSTRAINT rating_check CHECK (((VALUE >= 1) AND (VALUE <= 5)));


ALTER DOMAIN public.rating OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: customer; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.customer (
    id bigint NOT NULL,
    email character varying(120) NOT NULL,
    "select" text,
    cep public.postal_code,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    kind character(1) NOT NULL,
    address inet,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT customer_kind_check CHECK ((kind = ANY (ARRAY['F'::bpchar, 'J'::bpchar])))
);


ALTER TABLE public.customer OWNER TO postgres;

--
-- Name: TABLE customer; Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON TABLE public.customer IS 'Who buys';


--
-- Name: COLUMN customer.kind; Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON COLUMN public.customer.kind IS 'F is a person, J a company';


--
-- Name: customer_id_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

ALTER TABLE public.customer ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: item; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.item (
    order_id integer NOT NULL,
    line smallint NOT NULL,
    sku uuid NOT NULL,
    quantity integer NOT NULL,
    CONSTRAINT item_quantity_check CHECK ((quantity > 0))
);


ALTER TABLE public.item OWNER TO postgres;

--
-- Name: order; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public."order" (
    id integer NOT NULL,
    customer_id bigint NOT NULL,
    state public.order_state DEFAULT 'new'::public.order_state NOT NULL,
    history public.order_state[],
    total numeric(10,2) NOT NULL,
    discount numeric DEFAULT 0,
    stars public.rating,
    placed_on date NOT NULL,
    window_of tstzrange,
    details jsonb,
    weight double precision,
    net numeric(10,2) GENERATED ALWAYS AS ((total - discount)) STORED,
    CONSTRAINT discounted CHECK ((discount <= total)),
    CONSTRAINT order_weight_check CHECK ((weight > (0)::double precision)),
    CONSTRAINT total_range CHECK (((total >= (0)::numeric) AND (total < (100000)::numeric)))
);


ALTER TABLE public."order" OWNER TO postgres;

--
-- Name: order_id_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

CREATE SEQUENCE public.order_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.order_id_seq OWNER TO postgres;

--
-- Name: order_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: postgres
--

ALTER SEQUENCE public.order_id_seq OWNED BY public."order".id;


--
-- Name: order id; Type: DEFAULT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public."order" ALTER COLUMN id SET DEFAULT nextval('public.order_id_seq'::regclass);


--
-- Name: customer customer_email_key; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.customer
    ADD CONSTRAINT customer_email_key UNIQUE (email);


--
-- Name: customer customer_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (id);


--
-- Name: item item_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (order_id, line);


--
-- Name: order order_customer_id_placed_on_key; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public."order"
    ADD CONSTRAINT order_customer_id_placed_on_key UNIQUE (customer_id, placed_on);


--
-- Name: order order_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public."order"
    ADD CONSTRAINT order_pkey PRIMARY KEY (id);


--
-- Name: item_sku; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX item_sku ON public.item USING btree (sku);


--
-- Name: item item_order; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.item
    ADD CONSTRAINT item_order FOREIGN KEY (order_id) REFERENCES public."order"(id);


--
-- Name: order order_customer_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public."order"
    ADD CONSTRAINT order_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customer(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--

\unrestrict vWwAPzwXPEOBjK0R3eWslpbxL01X7kl6s53w5CIZPvMJJTdhPCeBFIqGNyddOwB

