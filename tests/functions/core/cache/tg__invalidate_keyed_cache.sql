-- Proves functions/core/cache/tg__invalidate_keyed_cache.sql.
begin;
select plan(5);

-- Given: a table, a cache of its count, and a way to see how often it was computed.
create table core.pots (id integer, shelf text);
create sequence core.pot_counts;
create function core.count_pots(p_arguments jsonb) returns jsonb
    language sql volatile security invoker set search_path = pg_catalog, pg_temp as $$
    select jsonb_build_object(
        'run', nextval('core.pot_counts'), 'pots', (select count(*) from core.pots),
        'sub', core.actor_id(), 'arguments', p_arguments
    )
$$;
create trigger t90_uncache after insert or update or delete on core.pots
    for each row execute function core.tg__invalidate_keyed_cache('core.pots', 'shelf');
insert into core.settings (name, default_value, description)
values ('core.cache.pots', '{"fresh_seconds": 60, "stale_seconds": 600}', 'Pots.');
insert into core.caches (name, function_name, setting, tags, warm, description)
values (
    'core.pots',
    'core.count_pots',
    'core.cache.pots',
    '{"core.pots:{shelf}"}',
    '[{"w": 1}]',
    'Pots.'
);
select tests.set_clock('2026-01-01 12:00+00');

create function pg_temp.run(p_shelf text) returns text language sql as $$
    select core.cached('core.pots', jsonb_build_object('shelf', p_shelf)) ->> 'run'
$$;
-- What a transaction has changed itself stays invalid in it, unless the change is gone.
select pg_temp.run(s.shelf) as run
from unnest('{a,b}'::text[]) as s (shelf);
select is(pg_temp.run('a') || pg_temp.run('b'), '12', 'two answers are kept');
insert into core.pots values (1, 'a');
select is(
    pg_temp.run('a') || pg_temp.run('b'), '32', 'a new row ends its answer'
);
delete from core.cache_changes
where true;
update core.pots set shelf = 'b'
where id = 1;
select is(
    pg_temp.run('a') || pg_temp.run('b'), '45', 'a row that moves ends both answers'
);
delete from core.cache_changes
where true;
delete from core.pots
where id = 1;
select is(pg_temp.run('a') || pg_temp.run('b'), '46', 'and one that goes ends its own');
grant insert on core.pots to authenticated;
select tests.login_as(tests.user('ada'));
select lives_ok($$ insert into core.pots values (3) $$, 'for every writer');

select * from finish();
rollback;
