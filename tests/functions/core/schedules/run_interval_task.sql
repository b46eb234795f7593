-- Proves functions/core/schedules/run_interval_task.sql.
begin;
select plan(5);

-- Given: an interval task that has more to do once, and one that a worker may not call.
create sequence core.t_beats;
create function core.t_beat() returns boolean language sql security definer as $$
    select nextval('core.t_beats') < 2
$$;
create function core.t_closed() returns boolean language sql return false;
grant execute on function core.t_beat() to app_worker;
insert into core.interval_tasks (name, sql_function, period_ms, description)
values
('core.t_beat', 'core.t_beat', 100, 'A test''s.'),
('core.t_closed', 'core.t_closed', 100, 'A test''s.');

set local role app_worker;
select is(
    core.run_interval_task('core.t_beat'), true,
    'an interval task says that it has more to do'
);
select is(core.run_interval_task('core.t_beat'), false, 'or that it has not');
select throws_ok(
    $$ select core.run_interval_task('core.t_closed') $$,
    '42501', null,
    'it may what its function''s grants allow the caller'
);
select throws_ok(
    $$ select core.run_interval_task('core.t_unheard_of') $$,
    'PT422', 'core.invalid_argument',
    'an interval task that is not there is refused'
);

select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select core.run_interval_task('core.t_beat') $$,
    '42501', null,
    'a signed-in user calls none'
);

select * from finish();
rollback;
