-- filters._check_master: resolve a table name; raise unless it can be a master table.

create or replace function filters._check_master(p_name text)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table regclass := filters._check_source(p_name, 'master');
begin
    if exists (
        select from filters.dimensions as d where d.source_table = v_table
    ) then
        perform core.raise_error(
            'filters.invalid_source', format('%s is counted itself.', v_table)
        );
    end if;
    return v_table;
end;
$$;

comment on function filters._check_master(text) is
    'Errors: PT422 filters.invalid_source.';
