-- Proves functions/core/events/_next_xid.sql.
begin;
select plan(2);

select ok(
    core._next_xid() >= pg_snapshot_xmax(pg_current_snapshot()),
    'no transaction that has ended has it'
);
select ok(
    pg_current_xact_id() < core._next_xid(), 'nor has the one that asks'
);

select * from finish();
rollback;
