-- Proves functions/core/cache/run_prune_cache.sql.
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
select core.cached('core.pots', '{"b": 1}')::text;
update core.cache_entries set stale_until_at = core.now()
where arguments = '{}';
insert into core.cache_changes (tag, xid, changed_at)
values ('core.pots', '3', now() - interval '2 h'), ('core.pans', '3', now());
do $$ begin perform core.run_prune_cache(null); end; $$;
select results_eq(
    $$ select arguments from core.cache_entries $$, $$ values ('{"b": 1}'::jsonb) $$,
    'responses that may no longer be returned are deleted'
);
select results_eq(
    $$ select tag from core.cache_changes where starts_with(tag, 'core.') $$,
    $$ values ('core.pans') $$,
    'and old changes'
);

create function pg_temp.plan_of(p_query text) returns text language plpgsql as $$
declare
    v_plan json;
begin
    set local enable_seqscan = off;
    execute 'explain (format json) ' || p_query into v_plan;
    return v_plan::text;
end;
$$;
select matches(
    pg_temp.plan_of(
        'delete from core.cache_entries where stale_until_at <= core.now()'
    ),
    'cache_entries_stale_until_at_idx', 'stale responses are found by an index'
);

select * from finish();
rollback;
