-- Proves functions/suppliers/reports/report_open_work.sql.
begin;
select plan(7);

-- Given: work in January.
select tests.worked_project();

select tests.login_as(tests.user('mia'), 'project_manager');
select results_eq(
    $$ select r.supplier, r.supplier_name, r.status, r.open, r.late, r.as_of
       from suppliers.report_open_work(2001) as r $$,
    $$ values
       (
           'ACME', 'Acme', 'planned', 2::bigint, 2::bigint,
           '2099-02-02T12:00Z'::timestamptz
       ),
       ('BOLT', 'Bolt', 'planned', 3, 3, '2099-02-02T12:00Z') $$,
    'a manager sees the open work of each supplier'
);
select tests.login_as(tests.user('sam'), 'supplier');
select results_eq(
    'select r.supplier from suppliers.report_open_work(2001) as r', '{ACME}'::text[],
    'a supplier its own'
);
select throws_ok(
    'select suppliers.report_open_work(2002)', 'PT404', 'suppliers.unknown_project',
    'other projects do not exist'
);
select tests.login_as(tests.user('sam'), 'buyer');
select throws_ok(
    'select suppliers.report_open_work(2001)', 'PT404', 'suppliers.unknown_project',
    'nor does any without the app role'
);
select tests.login_as(tests.user('bob'), 'analyst');
select results_eq(
    'select r.supplier from suppliers.report_open_work(2002) as r', '{CLIP}'::text[],
    'an analyst sees every project'
);
reset role;
select is(
    (
        select count(*) from core.access_log as l
        where l.thing = 'suppliers.open_work' and l.thing_id = '3001:2001'
    ),
    1::bigint, 'what suppliers read is logged'
);
select tests.login_as(tests.user('sam'), 'supplier');
set local transaction_read_only = on;
select throws_ok(
    'select * from api.report_open_work(2001)', 'PT405', 'core.post_only',
    'a GET, which cannot be logged, is refused'
);

select * from finish();
rollback;
