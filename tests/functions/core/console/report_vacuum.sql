-- Proves functions/core/console/report_vacuum.sql.
begin;
select plan(4);

select tests.login_as(tests.user('eve'), 'admin');
create temporary table t_report as select core.report_vacuum(3) as it;
select is(
    (select jsonb_array_length(t.it -> 'tables') from t_report as t), 3,
    'so many tables are listed as were asked for'
);
select is(
    (select (t.it ->> 'freeze_age')::bigint >= 0 from t_report as t), true,
    'the age of the last freeze is known'
);
select is(
    tests.refusal('select core.report_vacuum(0)') ->> 'key', 'core.invalid_page_size',
    'another size is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.report_vacuum() $$) ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
