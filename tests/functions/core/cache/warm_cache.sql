-- Proves functions/core/cache/warm_cache.sql.
begin;
select plan(4);

-- Given: a table, a cache of its count, and a way to see how often it was computed.
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

select is(core.warm_cache('core.pots', '{"w": 2}'), true, 'what is cold');
select results_eq(
    $$ select kind, payload -> 'arguments' from core.jobs $$,
    $$ values ('core.refresh_cache', '{"w": 2}'::jsonb) $$,
    'is computed by a job'
);
select core.cached('core.pots', '{"w": 2}')::text;
select is(core.warm_cache('core.pots', '{"w": 2}'), false, 'what is fresh is not');
select tests.set_clock('2026-01-01 12:02+00');
select is(core.warm_cache('core.pots', '{"w": 2}'), true, 'a stale answer is cold');

select * from finish();
rollback;
