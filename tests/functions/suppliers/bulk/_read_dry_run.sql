-- Proves functions/suppliers/bulk/_read_dry_run.sql.
begin;
select plan(2);

select lives_ok('select suppliers._read_dry_run(false)', 'false is an answer');
select throws_ok(
    'select suppliers._read_dry_run(null)', 'PT422', 'core.invalid_argument',
    'null is none'
);

select * from finish();
rollback;
