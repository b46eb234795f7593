-- concerts._key_columns: the columns of a primary key; raises where there is none.

create or replace function concerts._key_columns(p_table regclass)
    returns text[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_columns constant text[] := array(
        select a.attname::text
        from pg_catalog.pg_constraint as c
        inner join pg_catalog.pg_attribute as a
            on c.conrelid = a.attrelid and a.attnum = any(c.conkey)
        where c.conrelid = p_table and c.contype = 'p'
        order by array_position(c.conkey, a.attnum)
    );
begin
    if cardinality(v_columns) = 0 then
        perform core.raise_error(
            'concerts.merge_conflict', format('%s has no primary key.', p_table)
        );
    end if;
    return v_columns;
end;
$$;

comment on function concerts._key_columns(regclass) is
$$Return the primary key of a table.

Errors: PT409 concerts.merge_conflict.
$$;
