-- Proves functions/core/cache/run_refresh_cache.sql.
begin;
select plan(3);

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

create function pg_temp.refresh() returns void language sql as $$
    select core.run_refresh_cache(jsonb_populate_record(
        null::core.jobs, '{"payload": {"cache": "core.pots", "arguments": {}}}'
    ))
$$;
select core.cached('core.pots')::text;
do $$ begin perform pg_temp.refresh(); end; $$;
select is(core.cached('core.pots') ->> 'run', '1', 'a fresh answer is left alone');
select tests.set_clock('2026-01-01 12:02+00');
do $$ begin perform pg_temp.refresh(); end; $$;
select is(core.cached('core.pots') ->> 'run', '2', 'a stale one is renewed');
delete from core.caches
where true;
select lives_ok(
    $$ do $do$ begin perform pg_temp.refresh(); end; $do$ $$,
    'a cache that is gone needs nothing'
);

select * from finish();
rollback;
