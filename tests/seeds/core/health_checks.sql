-- Proves sql/seeds/core/health_checks.sql.
begin;
select plan(4);

select set_has(
    $$ select name from core.health_checks $$,
    $$ values
        ('core.cache_hit'), ('core.connections_used'), ('core.lock_wait'),
        ('core.oldest_transaction'), ('core.oldest_xmin'), ('core.xid_age'),
        ('core.invalid_indexes'), ('core.sequences_used'), ('core.partition_runway'),
        ('core.matview_age'), ('core.wal_retained'), ('core.operation_stall') $$,
    'what can be asked of any Postgres is asked'
);
select is_empty(
    $$ select name from core.health_checks where detail !~ '^[A-Z].*\.$' $$,
    'every check says in a sentence what it means'
);

-- Given: a sequence that is nearly used up, and a view that is overdue.
create table core.t_small (id smallint generated always as identity);
do $$ begin perform setval('core.t_small_id_seq', 30000); end $$;
select ok(
    (
        select r.status = 'fail' and r.detail like '%core.t_small_id_seq%'
        from core.run_health_check('core.sequences_used') as r
    ),
    'a sequence that is nearly used up fails and is named'
);
insert into core.view_refreshes (view_name, refresh_every, refreshed_at)
values ('core.t_view', '1 hour', core.now() - interval '3 hours');
select ok(
    (
        select r.status = 'warn' and r.detail like '%core.t_view%'
        from core.run_health_check('core.matview_age') as r
    ),
    'a view that is overdue warns and is named'
);

select * from finish();
rollback;
