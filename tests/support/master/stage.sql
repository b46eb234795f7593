-- tests.stage: pg_temp.staged, a batch of texts as rowhouse load stages it.
--
-- The columns of the table are p_columns; the rows are objects.

create or replace function tests.stage(p_columns text[], p_rows jsonb)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    drop table if exists pg_temp.staged;
    execute format(
        'create temporary table staged as '
        'select r.position as _line, %s from jsonb_array_elements(%L) '
        'with ordinality as r (item, position)',
        (
            select string_agg(format('r.item ->> %L as %I', c.name, c.name), ', ')
            from unnest(p_columns) as c (name)
        ),
        p_rows
    );
end;
$$;
