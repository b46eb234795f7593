-- filters._check_readable: refuse a caller who lacks the role of a dimension he names.
--
-- For definer functions, before which row-level security does not stand.

create or replace function filters._check_readable(p_dimension text, p_selection jsonb)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
        select from filters.dimensions as d
        where
            (d.name = p_dimension or p_selection ? d.name)
            and not (d.is_enabled and filters._holds_role(d.roles))
    ) then
        perform core.raise_error(
            'filters.unknown_dimension',
    format('%s is no dimension.', core.excerpt(p_dimension))
        );
    end if;
end;
$$;

comment on function filters._check_readable(text, jsonb) is
    'Errors: PT422 filters.unknown_dimension, of the dimension or one that narrows it.';
