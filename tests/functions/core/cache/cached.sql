-- Proves functions/core/cache/cached.sql.
begin;
select plan(11);

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
values ('core.pots', 'core.count_pots', 'core.cache.pots', '{core.pots}', '[{"w": 1}]',
'Pots.');
select tests.set_clock('2026-01-01 12:00+00');

select tests.login_as(tests.user('ada'));
reset role;
select is(core.cached('core.pots') - 'arguments',
'{"run": 1, "pots": 0, "sub": null}'::jsonb,
    'the first call computes, without claims');
select is(core.actor_id(), tests.user('ada'), 'and the caller''s claims are back');
select is(core.cached('core.pots') ->> 'run', '1', 'the second finds the answer');
select is(
    core.cached('core.pots', '{"a": 1}') ->> 'run', '2',
    'other arguments, another answer'
);

select tests.set_clock('2026-01-01 12:01+00');
select is(core.cached('core.pots') ->> 'run', '1', 'a stale answer is given');
select is(core.cached('core.pots') ->> 'run', '1', 'again and again');
select results_eq(
    $$ select kind, payload ->> 'cache' from core.jobs $$,
    $$ values ('core.refresh_cache', 'core.pots') $$,
    'while one job renews it'
);
select tests.set_clock('2026-01-01 12:11+00');
select is(
    core.cached('core.pots') ->> 'run', '3',
    'what is older than stale is computed again'
);
select results_eq(
    $$ select sum(hits), sum(stale_hits), sum(misses) from core.cache_counters $$,
    $$ values (1::numeric, 2::numeric, 3::numeric) $$, 'every lookup is counted'
);
select throws_ok(
    $$ select core.cached('core.pans') $$, 'PT422', 'core.unknown_cache',
    'a cache has a name'
);
set local transaction_read_only = on;
select is(
    core.cached('core.pots') ->> 'run', '3',
    'a read-only transaction finds it too'
);

select * from finish();
rollback;
