-- filters._check_readable: refuse a caller who lacks the role of a dimension he names.
--
-- For definer functions, before which row-level security does not stand. One that is
-- hidden and one that does not exist are refused in the same words.

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
            'core.invalid_argument', 'A selection is not lists of values by dimension.'
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
    $$Refuse what the caller may not read.

Errors: PT422 filters.unknown_dimension, of the dimension or one that narrows it;
core.invalid_argument.
$$;
