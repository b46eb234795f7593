-- concerts._set_values: write some columns of a row.

create or replace function concerts._set_values(
    p_table regclass, p_key jsonb, p_values jsonb
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    execute (
        select format(
            'update %1$s as t set %2$s'
            ' from jsonb_populate_record(null::%1$s, $2) as n where %3$s',
            p_table, string_agg(format('%1$I = n.%1$I', v.name), ', '),
            concerts._match_sql(p_table, '$1')
        )
        from jsonb_object_keys(p_values) as v (name)
    )
    using p_key, p_values;
end;
$$;

comment on function concerts._set_values(regclass, jsonb, jsonb) is
    'Update the row of a key; p_values has at least one column.';
