-- Proves functions/core/cache/run_warm_caches.sql.
begin;
select plan(2);

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

do $$ begin perform core.run_warm_caches(null); end; $$;
select results_eq(
    $$ select kind, payload -> 'arguments' from core.jobs
       where payload ->> 'cache' = 'core.pots' $$,
    $$ values ('core.refresh_cache', '{"w": 1}'::jsonb) $$,
    'what is cold is computed by a job'
);
delete from core.jobs
where true;
select core.cached('core.pots', '{"w": 1}')::text;
do $$ begin perform core.run_warm_caches(null); end; $$;
select is_empty(
    $$ select from core.jobs where payload ->> 'cache' = 'core.pots' $$,
    'what is warm is not'
);

select * from finish();
rollback;
