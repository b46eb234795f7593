-- Proves functions/suppliers/reports/_read_report_period.sql.
begin;
select plan(5);

select lives_ok(
    $$ select suppliers._read_report_period('2026-01-01', '2026-01-01') $$, 'a day'
);
select lives_ok(
    $$ select suppliers._read_report_period('2016-01-10', '2026-01-01') $$, 'ten years'
);
select throws_ok(
    $$ select suppliers._read_report_period('2026-01-02', '2026-01-01') $$,
    'PT422', 'suppliers.invalid_period', 'not backwards'
);
select throws_ok(
    $$ select suppliers._read_report_period('1990-01-01', '2026-01-01') $$,
    'PT422', 'suppliers.invalid_period', 'not all of history'
);
select throws_ok(
    $$ select suppliers._read_report_period('2026-01-02', 'infinity') $$,
    'PT422', 'suppliers.invalid_period', 'not without an end'
);

select * from finish();
rollback;
