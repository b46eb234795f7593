-- Proves functions/core/clock/recover_from_clock_rollback.sql.
begin;
select plan(9);

-- Given: noon; a revocation made two days ahead.
select tests.set_clock('2030-01-01 12:00+00');
select is(
    core.recover_from_clock_rollback(), 0,
    'a first look has nothing to bring back'
);
select tests.set_clock('2030-01-03 12:00+00');
select is(core.recover_from_clock_rollback(), 0, 'nor has a jump ahead');
insert into core.revoked_users (user_id, issued_until_at)
values (tests.user('ada'), core.now());
update core.job_schedules set next_run_at = core.now() + interval '1 hour',
    last_run_at = core.now()
where name = 'core.seal_audit';

select tests.set_clock('2030-01-03 11:59:55+00');
select is(core.recover_from_clock_rollback(), 0, 'a few seconds are no jump');

select tests.set_clock('2030-01-01 12:01+00');
set local role app_worker;
select is(core.recover_from_clock_rollback(), 2, 'back again, both are brought back');
reset role;
select is(
    (select issued_until_at from core.revoked_users), core.now(),
    'the revocation ends now'
);
select results_eq(
    $$ select s.next_run_at, s.last_run_at from core.job_schedules as s
       where s.name = 'core.seal_audit' $$,
    $$ values (null::timestamptz, null::timestamptz) $$,
    'the schedule''s next tick is computed anew'
);
select results_eq(
    $$ select m.went_back_at, m.went_back_seconds from core.clock_marks as m $$,
    $$ values ('2030-01-01 12:01+00'::timestamptz, 172740::numeric) $$,
    'by how much the clock went back is kept'
);

-- A transaction that began before commits its time after that.
select tests.set_clock('2030-01-01 12:02+00');
update core.revoked_users set issued_until_at = '2030-01-03 12:00+00'
where true;
select is(
    core.recover_from_clock_rollback(), 1,
    'it is looked for again for ten minutes'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    'select core.recover_from_clock_rollback()',
    '42501', null, 'a caller cannot settle the clock'
);

select * from finish();
rollback;
