-- Proves functions/core/health/_list_sessions.sql.
begin;
select plan(2);

-- What sessions do is in tests/glue/test_top.py, with real ones.
select is_empty(
    'select pid from core._list_sessions() where pid = pg_backend_pid()',
    'the session that asks is not listed'
);
set local role authenticated;
select throws_ok(
    'select pid from core._list_sessions()', '42501', null, 'users do not see it'
);

select * from finish();
rollback;
