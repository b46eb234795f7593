-- filters.can_read_topic: who may hear of a dimension is who may read it.
--
-- Asks the roles itself: webhooks are fanned out by a definer, whom no policy stops.
-- Definer: an anonymous caller has no grant to be told no by.

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
