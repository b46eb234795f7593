-- core._row_values: a row of a table as jsonb, whatever its values are.
--
-- Nearly always that is to_jsonb. Where a value does not fit, each is taken by itself.

create or replace function core._row_values(p_table regclass, p_row record)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_columns text;
    v_values jsonb;
begin
    return to_jsonb(p_row);
exception
    when others then
        select string_agg(format('core._json_value(($1).%1$I) as %1$I', l.name), ', ')
        into v_columns
        from core._live_columns(p_table) as l;
        execute format('select to_jsonb(_x_.*) from (select %s) as _x_', v_columns)
        into v_values
        using p_row;
        return v_values;
end;
$$;

comment on function core._row_values(regclass, record) is
    'The row, by its columns; what jsonb cannot hold is its text.';
