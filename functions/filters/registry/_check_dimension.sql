-- filters._check_dimension: raise unless a dimension exists and is enabled.

create or replace function filters._check_dimension(p_name text)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from filters.dimensions where name = p_name and is_enabled
    ) then
        return;
    end if;

    perform core.raise_error(
        'filters.unknown_dimension',
        format(
            '%s is not a dimension. Known: %s.',
            coalesce(quote_literal(core.excerpt(p_name)), 'null'),
            (
                select string_agg(name, ', ' order by position, name)
                from filters.dimensions
                where is_enabled
            )
        )
    );
end;
$$;

grant execute on function filters._check_dimension(text) to authenticated, service_role;

comment on function filters._check_dimension(text) is
$$Return if this dimension is known and enabled.

Errors: PT422 filters.unknown_dimension, with the list of enabled dimensions.
$$;
