-- Proves functions/core/console/list_alerts.sql.
begin;
select plan(4);

-- Given: an alert that was cleared, then an open one.
delete from core.alerts
where true;
insert into core.alerts (
    check_name, status, value, unit, detail, opened_at, seen_at, cleared_at
)
values
('core.t_one', 'fail', 9, 'jobs', 'Too many.', now(), now(), now()),
('core.t_two', 'warn', 3, 'jobs', 'Many.', now(), now(), null);

select tests.login_as(tests.user('eve'), 'admin');
create temporary table t_page as select core.list_alerts(null, 1) as it;
select is(
    (select t.it #>> '{items,0,check_name}' from t_page as t), 'core.t_two',
    'the newest comes first'
);
select is(
    (
        select core.list_alerts(t.it ->> 'next') -> 'items' -> 0 ->> 'status'
        from t_page as t
    ),
    'fail', 'the cursor leads to the rest'
);
select is(
    tests.refusal($$ select core.list_alerts('x') $$) ->> 'key',
    'core.invalid_cursor', 'another cursor is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal('select core.list_alerts()') ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
