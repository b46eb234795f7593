-- filters._attached_dimension: the dimension's name of a column of an attached table.
--
-- A dimension's name has letters and underscores only, and begins with a letter.

create or replace function filters._attached_dimension(p_table regclass, p_column text)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select left(
        regexp_replace(
            regexp_replace(lower(c.relname || '_' || p_column), '[^a-z_]', '_', 'g'),
            '^_', 'x_'
        ),
        63
    )
    from pg_catalog.pg_class as c
    where c.oid = p_table
$$;

comment on function filters._attached_dimension(regclass, text) is
    '<table>_<column> in lower-case letters and underscores.';
