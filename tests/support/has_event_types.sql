-- tests.has_event_types: proves the seeds of core.event_types of one module.

create or replace function tests.has_event_types(p_module text)
    returns setof text
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, extensions, public, pg_temp
as $$
begin
    return next cmp_ok(
        (
            select count(*)
            from core.event_types as e
            where starts_with(e.type, p_module || '.')
        ),
        '>', 0::bigint,
        p_module || ' has types of events'
    );
    return next is_empty(
        format(
            'select e.type
            from core.event_types as e
            where
                starts_with(e.type, %L)
                and not exists (
                    select from core.topic_rules as r
                    where e.topic = r.prefix or starts_with(e.topic, r.prefix || '':'')
                )',
            p_module || '.'
        ),
        'the topic of each has a rule'
    );
end;
$$;
