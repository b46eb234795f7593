-- core._excerpt_statement: the start of a statement, up to its first literal.
--
-- A literal may be a password or what a user wrote.

create or replace function core._excerpt_statement(p_query text)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select left(
        regexp_replace(
            p_query, '(''|\$(?![0-9])|(?<![$[:alnum:]_])[0-9]).*', '…'
        ),
        500
    )
$$;
