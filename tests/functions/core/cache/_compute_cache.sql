-- Proves functions/core/cache/_compute_cache.sql.
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

select core._compute_cache('core.pots', '{}')::text;
select core._compute_cache('core.pots', '{}')::text;
select results_eq(
    $$ select payload ->> 'run', etag = md5(payload::text), computed_at, expires_at,
           stale_until_at, computed_ms > 0 from core.cache_entries $$,
    $$ values (
        '2', true, timestamptz '2026-01-01 12:00+00', timestamptz '2026-01-01 12:01+00',
        timestamptz '2026-01-01 12:11+00', true
    ) $$,
    'an answer replaces the one before, and lives as long as the settings say'
);
update core.settings set value = '{"fresh_seconds": 5, "stale_seconds": 0}'
where name = 'core.cache.pots';
select core._compute_cache('core.pots', '{}')::text;
select is(
    (select stale_until_at from core.cache_entries), '2026-01-01 12:00:05+00',
    'as an operator sets them'
);

select * from finish();
rollback;
