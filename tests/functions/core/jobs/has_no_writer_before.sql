-- Proves functions/core/jobs/has_no_writer_before.sql.
begin;
select plan(2);

set local role app_worker;
select ok(
    core.has_no_writer_before(pg_snapshot_xmin(pg_current_snapshot())::text),
    'below the oldest running transaction all is quiet'
);
select ok(
    not core.has_no_writer_before((pg_current_xact_id()::text::bigint + 1)::text),
    'a running writer is not quiet'
);

select * from finish();
rollback;
