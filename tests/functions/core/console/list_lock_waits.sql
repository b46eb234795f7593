-- Proves functions/core/console/list_lock_waits.sql.
begin;
select plan(2);

-- That a session which waits is listed with its blocker needs two sessions:
-- tests/api/test_console.py.
select tests.login_as(tests.user('eve'), 'admin');
select is(
    core.list_lock_waits(), '{"items": [], "next": null}'::jsonb,
    'without a wait the list is empty'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.list_lock_waits() $$) ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
