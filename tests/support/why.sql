-- tests.why: SQLSTATE and key of the error of a statement; null without an error.

create or replace function tests.why(p_statement text)
    returns text
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select (r ->> 'code') || ' ' || (r ->> 'key') from tests.refusal(p_statement) as r
$$;
