-- core._matches_event_type: whether one of some patterns matches an event type.

create or replace function core._matches_event_type(p_patterns text[], p_type text)
    returns boolean
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from unnest(p_patterns) as p (pattern)
        where
            p.pattern = '*'
            or p.pattern = p_type
            or (
                right(p.pattern, 2) = '.*'
                and starts_with(p_type, left(p.pattern, -1))
            )
    )
$$;

comment on function core._matches_event_type(text[], text) is
    'Whether it is named, or its prefix (`core.alert.*`), or everything (`*`).';
