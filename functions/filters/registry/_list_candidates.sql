-- filters._list_candidates: what can be counted in a table: columns, and keys of jsonb.
--
-- Only columns that the owner allows.

create or replace function filters._list_candidates(p_source regclass)
    returns table (place bigint, column_name name, path text[], type text, read text)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_column record;
    v_keys text[];
begin
    place := 0;
    for v_column in
        select a.attname, filters._column_type(p_source, a.attname) as type
        from pg_catalog.pg_attribute as a
        where
            a.attrelid = p_source
            and a.attnum > 0
            and not a.attisdropped
            and filters._allow_fault(p_source, 'count', array[a.attname::text]) is null
            and filters._column_type(p_source, a.attname) is not null
        order by a.attnum
        limit 60
    loop
        v_keys := array[null];
        if v_column.type = 'jsonb'::regtype then
            execute format(
                'select array_agg(k.key order by k.key) from ('
                '    select e.key from (%s) as r '
                '    cross join lateral jsonb_each('
                '        case jsonb_typeof(r.%I) when ''object'' then r.%2$I end) as e '
                '    where jsonb_typeof(e.value) not in (''object'', ''array'') '
                '    group by e.key order by count(*) desc, e.key limit 20) as k',
                filters._write_sample(p_source, 1000), v_column.attname
            )
            into v_keys;
        end if;
        for i in 1 .. coalesce(cardinality(v_keys), 0) loop
            place := place + 1;
            column_name := v_column.attname;
            path := case when v_keys[i] is not null then array[v_keys[i]] end;
            type := v_column.type;
            read := filters._value_expression(p_source, column_name, path);
            return next;
        end loop;
    end loop;
end;
$$;

comment on function filters._list_candidates(regclass) is
    'At most 60 columns with 20 keys each; read is an SQL expression on a row r.';
