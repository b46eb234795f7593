-- filters._check_source: resolve a table name; raise unless dimensions may use the
-- table.
--
-- The list of allowed sources is checked first, so a caller cannot find out whether a
-- table that is not listed exists.

create or replace function filters._check_source(
    p_name text, p_use text default 'count'
)
    returns regclass
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault constant text := filters._allow_fault(core.find_table(p_name), p_use);
begin
    if v_fault is not null then
        perform core.raise_error(
            'filters.invalid_source', format('%s %s.', core.excerpt(p_name), v_fault)
        );
    end if;
    return filters._find_source(p_name);
end;
$$;

comment on function filters._check_source(text, text) is
    'Errors: PT422 filters.invalid_source.';
