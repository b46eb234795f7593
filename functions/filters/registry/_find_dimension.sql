-- filters._find_dimension: a dimension of the registry, enabled or not.

create or replace function filters._find_dimension(p_name text)
    returns filters.dimensions
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
begin
    select * into v_dimension
    from filters.dimensions
    where name = p_name;
    if v_dimension.name is null then
        perform core.raise_error(
            'filters.unknown_dimension',
            format(
                '%s is not a dimension.', coalesce(quote_literal(core.excerpt(p_name)),
                'null')
            )
        );
    end if;
    return v_dimension;
end;
$$;

comment on function filters._find_dimension(text) is
    'Errors: PT422 filters.unknown_dimension.';
