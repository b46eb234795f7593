-- filters.can_read_topic: whether the caller may receive the events of a dimension.
--
-- A caller who may read a dimension may receive its events. The function checks the
-- roles itself, because a definer function fans out webhooks and bypasses the policies.
-- Definer: an anonymous caller has no grant on the tables and must get false, not an
-- error.

create or replace function filters.can_read_topic(p_topic text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select
        core.actor_id() is not null
        and exists (
            select
            from filters.dimensions as d
            where
                concat('filters:', d.name) = p_topic
                and d.is_enabled
                and filters.can_read_dimension(d.roles)
        )
$$;

grant execute on function filters.can_read_topic(text)
to anon, authenticated, service_role;

comment on function filters.can_read_topic(text) is
    'Whether the caller may read the events of filters:<dimension>.';
