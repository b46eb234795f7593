-- Proves functions/commerce/sync/finish_sync_run.sql.
begin;
select plan(2);

-- Given: two runs.
insert into commerce.sync_runs (id, source, kind, started_at)
overriding system value values (1, 'pms', 'full', now()), (2, 'pms', 'full', now());
do $$ begin
    perform commerce.finish_sync_run(1, '{"pages": 2}');
    perform commerce.finish_sync_run(2, '{}', repeat('x', 2000));
    perform commerce.finish_sync_run(2, '{}');
end; $$;

select results_eq(
    $$ select r.status, r.counts, length(r.fault) from commerce.sync_runs as r
       order by r.id $$,
    $$ values ('succeeded', '{"pages": 2}'::jsonb, null), ('failed', '{}', 1000) $$,
    'a run ends once, with its fault'
);
select is_empty(
    $$ select from commerce.sync_runs as r where r.finished_at is null $$, 'at a time'
);

select * from finish();
rollback;
