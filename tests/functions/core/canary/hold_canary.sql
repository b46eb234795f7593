-- Proves functions/core/canary/hold_canary.sql.
begin;
select plan(3);

-- That another session gets it only when this one ends: tests/glue/test_canary.py.
select is(core.hold_canary(), true, 'the first session measures');
select is(core.hold_canary(), true, 'and goes on when it asks again');
select is(
    (
        select count(*) from pg_catalog.pg_locks
        where locktype = 'advisory' and pid = pg_backend_pid()
    ),
    1::bigint, 'by one lock of the session'
);
do $$ begin
    perform pg_advisory_unlock(hashtextextended('core.canary', 0));
    assert not exists (
        select from pg_catalog.pg_locks
        where locktype = 'advisory' and pid = pg_backend_pid()
    ), 'it was taken once';
end $$;

select * from finish();
rollback;
