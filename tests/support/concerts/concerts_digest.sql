-- tests.concerts_digest: all rows of concerts as one text, without the log of merges.

create or replace function tests.concerts_digest()
    returns text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table record;
    v_rows text;
    v_digest text := '';
begin
    for v_table in
        select c.oid::regclass as name
        from pg_class as c
        where
            c.relnamespace = 'concerts'::regnamespace
            and c.relkind = 'r'
            and c.relname not in ('merges', 'merge_rows')
        order by c.relname
    loop
        execute format(
            'select coalesce(string_agg(t::text, E''\n'' order by t::text), '''') from %s as t',
            v_table.name
        )
        into v_rows;
        v_digest := v_digest || format(E'%s: %s\n', v_table.name, v_rows);
    end loop;
    return v_digest;
end;
$$;
