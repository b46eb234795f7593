-- Proves functions/core/cache/tg__invalidate_cache.sql.
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

select core.cached('core.pots')::text;
update core.pots set id = id
where false;
truncate core.pots;
insert into core.pots values (1), (2);
select
    is(
        core.cached('core.pots') ->> 'pots',
        '2',
        'after a change the answer is a new one'
    );
select results_eq(
    $$ select tag, count(*) from core.cache_changes
       where starts_with(tag, 'core.') group by tag $$,
    $$ values ('core.pots', 1::bigint) $$, 'a transaction says so once'
);
grant insert on core.pots to authenticated;
select tests.login_as(tests.user('ada'));
select lives_ok($$ insert into core.pots values (3) $$, 'for every writer');

select * from finish();
rollback;
