-- Proves functions/core/doctor/_diagnose_exposure.sql.
begin;
select plan(2);

-- What only a superuser sets is in tests/glue/test_doctor.py.
select is_empty(
    'select code from core._diagnose_exposure()', 'without a setting nothing is found'
);
set local role app_reader;
select lives_ok('select code from core._diagnose_exposure()', 'monitoring may ask');

select * from finish();
rollback;
