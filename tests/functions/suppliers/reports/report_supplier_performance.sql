-- Proves functions/suppliers/reports/report_supplier_performance.sql.
begin;
select plan(13);

-- Given: work in January: ACME ended two tasks, one late by the first promise, and
-- moved two; BOLT ended one.
select tests.worked_project();
create function pg_temp.rows(p_by text, p_supplier_id bigint default null)
    returns text[] language sql as $$
    select array_agg(
        concat_ws(' ', r.key, r.finished, r.on_time_first, r.on_time_first_rate,
            r.on_time_last, r.on_time_last_rate, r.lead_days_median, r.lead_days_p90,
            r.slips, r.slip_days)
    )
    from suppliers.report_supplier_performance(
        '2099-01-01', '2099-01-31', p_supplier_id, p_by
    ) as r
    where r.as_of = '2099-02-02T12:00Z'
$$;
grant execute on all functions in schema pg_temp to authenticated;

select tests.login_as(tests.user('bob'), 'analyst');
select is(
    pg_temp.rows('supplier'),
    '{ACME 2 1 0.5000 2 1.0000 3 6 2 5,BOLT 1 1 1.0000 1 1.0000 1 1 0 0}',
    'an analyst sees each supplier'
);
select is(
    pg_temp.rows('month'), '{2099-01-01 3 2 0.6667 3 1.0000 3 6 2 5}', 'by month'
);
select is(pg_temp.rows('project'), '{PEN 3 2 0.6667 3 1.0000 3 6 2 5}', 'by project');
select is(pg_temp.rows('cause'), '{material 1 4,predecessor 1 1}', 'slips by cause');
select is(
    pg_temp.rows('month', 3001), '{2099-01-01 2 1 0.5000 2 1.0000 3 6 2 5}',
    'the scorecard of one supplier'
);
select throws_ok(
    $$ select suppliers.report_supplier_performance(
        '2099-01-01', '2099-01-31', 3001, 'x'
    ) $$,
    'PT422', 'core.invalid_argument', 'groups are named'
);
select throws_ok(
    $$ select suppliers.report_supplier_performance('2099-01-01', '2098-01-31') $$,
    'PT422', 'suppliers.invalid_period', 'days are in order'
);
select tests.login_as(tests.user('sam'), 'supplier');
select is(
    pg_temp.rows('supplier'), '{ACME 2 1 0.5000 2 1.0000 3 6 2 5}',
    'a supplier sees itself'
);
select throws_ok(
    $$ select suppliers.report_supplier_performance(
        '2099-01-01', '2099-01-31', 3002
    ) $$,
    'PT404', 'suppliers.unknown_supplier', 'and does not learn of others'
);
select tests.login_as(tests.user('noa'), 'project_manager');
select is(pg_temp.rows('supplier'), null, 'a manager sees the own projects');
select tests.login_as(tests.user('mia'), 'buyer');
select throws_ok(
    $$ select suppliers.report_supplier_performance('2099-01-01', '2099-01-31') $$,
    'PT403', 'core.not_permitted', 'others see nothing'
);
reset role;
select is(
    (
        select count(*) from core.access_log as l
        where l.thing = 'suppliers.performance' and l.thing_id like '3001%'
    ),
    1::bigint, 'what suppliers read is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    $$ select * from api.report_supplier_performance('2099-01-01', '2099-01-31') $$,
    'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;
