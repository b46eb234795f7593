-- Proves functions/core/cache/health_cache.sql.
begin;
select plan(3);

-- Given: a table, a cache of its count, and a way to see how often it was computed.
delete from core.caches
where true;
create table core.pots (id integer);
create sequence core.pot_counts;
create function core.count_pots(p_arguments jsonb) returns jsonb
    language sql volatile security invoker set search_path = pg_catalog, pg_temp as $$
    select jsonb_build_object(
        'run', nextval('core.pot_counts'), 'pots', (select count(*) from core.pots),
        'sub', core.actor_id(), 'arguments', p_arguments
    )
$$;
create trigger t90_uncache after insert or update or delete or truncate on core.pots
    for each statement execute function core.tg__invalidate_cache('core.pots');
insert into core.settings (name, default_value, description)
values ('core.cache.pots', '{"fresh_seconds": 60, "stale_seconds": 600}', 'Pots.');
insert into core.caches (name, function_name, setting, tags, warm, description)
values (
    'core.pots',
    'core.count_pots',
    'core.cache.pots',
    '{core.pots}',
    '[{"w": 1}]',
    'Pots.'
);
select tests.set_clock('2026-01-01 12:00+00');

select is(
    api.health_cache(),
    '{"status": "ok", "checks": [
        {"name": "core.pots.age", "status": "ok", "value": null, "unit": "seconds",
         "detail": "The oldest of 0 responses."},
        {"name": "core.pots.hits", "status": "ok", "value": null, "unit": "percent",
         "detail": "0 hits, 0 stale, 0 misses."}]}'::jsonb,
    'a cache without lookups is ok'
);
select core.cached('core.pots')::text;
update core.cache_counters set hits = 30, misses = 70
where slot = 3;
select is(api.health_cache() ->> 'status', 'degraded', 'one that seldom helps is not');
set local role anon;
select
    throws_ok(
        $$ select api.health_cache() $$,
        '42501',
        null,
        'an anonymous caller is refused'
    );

select * from finish();
rollback;
