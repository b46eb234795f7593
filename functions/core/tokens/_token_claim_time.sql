-- core._token_claim_time: a time in a token's claims, or null.
--
-- A claim can be any JSON: a string, a number of 400 digits, a negative one. Only a
-- number of seconds from 1970 to 2999 counts.

create or replace function core._token_claim_time(p_claims jsonb, p_name text)
    returns timestamptz
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when jsonb_typeof(p_claims -> p_name) <> 'number' then null
        when (p_claims ->> p_name)::numeric between 0 and 32503679999
            then to_timestamp((p_claims ->> p_name)::double precision)
    end
$$;

comment on function core._token_claim_time(jsonb, text) is
    'A NumericDate of a token, such as `exp`; null for anything else.';
