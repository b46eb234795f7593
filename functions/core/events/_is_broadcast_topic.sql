-- core._is_broadcast_topic: whether events of a topic are also sent through Realtime.
--
-- The longest prefix decides, as in can_read_topic.

create or replace function core._is_broadcast_topic(p_topic text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select r.is_broadcast
            from core.topic_rules as r
            where starts_with(p_topic || ':', r.prefix || ':')
            order by length(r.prefix) desc
            limit 1
        ),
        false
    )
$$;

comment on function core._is_broadcast_topic(text) is
    'Whether each event of this topic is also a Realtime message, by core.topic_rules.';
