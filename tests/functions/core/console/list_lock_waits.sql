-- Proves functions/core/console/list_lock_waits.sql.
begin;
select plan(3);

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

-- Given: a session that waits for a prepared transaction.
reset role;
create or replace function core._list_lock_waits()
    returns table (
        pid integer,
        role text,
        application text,
        waits_seconds numeric,
        mode text,
        locked text,
        statement text,
        blocked_by integer[]
    )
    language sql
    as $$
        values (
            1, null::text, null::text, 2.5, 'ShareLock', 'core.jobs', 'select',
            '{0}'::integer[]
        )
    $$;
select tests.login_as(tests.user('eve'), 'admin');
select is(
    core.list_lock_waits() #> '{items,0,blocked_by}',
    '[{"pid": 0, "role": null, "application": null, "state": "prepared transaction",
       "statement": null}]',
    'a prepared transaction is a holder too'
);

select * from finish();
rollback;
