-- filters.can_read_dimension: whether the caller may read a dimension with these roles.

create or replace function filters.can_read_dimension(p_roles text[])
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        p_roles is null
        or exists (
            select from unnest(p_roles) as r (name)
            where core.has_role(r.name)
        )
$$;

grant execute on function filters.can_read_dimension(text[])
to authenticated, service_role, app_reader;

comment on function filters.can_read_dimension(text[]) is
    'Whether the caller may read a dimension with these app roles; null means all may.';
