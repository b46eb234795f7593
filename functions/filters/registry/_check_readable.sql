-- filters._check_readable: raise unless the caller may read a dimension and its
-- filters.
--
-- For definer functions, which bypass row-level security. A hidden dimension and one
-- that does not exist raise the same error.

create or replace function filters._check_readable(p_dimension text, p_selection jsonb)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if jsonb_typeof(p_selection) is distinct from 'object' or exists (
        select
        from jsonb_each(
            case when jsonb_typeof(p_selection) = 'object' then p_selection end
        ) as s
        where jsonb_typeof(s.value) <> 'array'
    ) then
        perform core.raise_error(
            'core.invalid_argument', 'A selection must be lists of values by dimension.'
        );
    end if;
    if not exists (
        select from filters.dimensions as d
        where
            d.name = p_dimension
            and d.is_enabled
            and filters._has_any_role(d.roles)
    ) or exists (
        select from filters.dimensions as d
        where
            p_selection ? d.name
            and not (d.is_enabled and filters._has_any_role(d.roles))
    ) then
        perform core.raise_error(
            'filters.unknown_dimension',
    format('%s is not a dimension.', core.excerpt(p_dimension))
        );
    end if;
end;
$$;

comment on function filters._check_readable(text, jsonb) is
    $$Raise if the caller may not read the dimension or one that narrows it.

Errors: PT422 filters.unknown_dimension, core.invalid_argument.
$$;
