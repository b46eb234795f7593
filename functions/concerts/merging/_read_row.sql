-- concerts._read_row: a row as JSON; null if it is not there.

create or replace function concerts._read_row(p_table regclass, p_key jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_row jsonb;
begin
    execute format(
        'select to_jsonb(t) from %s as t where %s',
        p_table, concerts._match_sql(p_table, '$1')
    )
    into v_row
    using p_key;
    return v_row;
end;
$$;

comment on function concerts._read_row(regclass, jsonb) is
    'Return the row of a primary key.';
