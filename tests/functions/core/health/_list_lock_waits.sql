-- Proves functions/core/health/_list_lock_waits.sql.
begin;
select plan(2);

-- Who waits behind whom is in tests/glue/test_top.py, with real sessions.
select is_empty(
    'select pid from core._list_lock_waits()', 'without a wait the list is empty'
);
set local role authenticated;
select throws_ok(
    'select pid from core._list_lock_waits()', '42501', null, 'users do not see it'
);

select * from finish();
rollback;
