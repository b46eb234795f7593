-- Proves functions/commerce/sync/start_sync_run.sql.
begin;
select plan(5);

-- Given: a dry run that did not end.
select lives_ok(
    $$ select commerce.start_sync_run('pms', false, true) $$, 'a run starts'
);
select is(
    (select s.is_connected from commerce.sync_sources as s), false,
    'a dry run does not connect the source'
);
select lives_ok(
    $$ select commerce.start_sync_run('pms', true, false) $$, 'the next run starts'
);
select results_eq(
    $$ select r.kind, r.status, s.is_connected from commerce.sync_runs as r
       inner join commerce.sync_sources as s on r.source = s.name order by r.id $$,
    $$ values ('incremental', 'interrupted', true), ('full', 'running', true) $$,
    'it ends the one whose process has gone, and connects the source'
);
select throws_ok(
    $$ select commerce.start_sync_run('x', true, false) $$,
    'PT404', 'commerce.unknown_source', 'an unknown source is refused'
);
select pg_advisory_unlock_all();

select * from finish();
rollback;
