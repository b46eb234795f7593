-- Proves functions/core/doctor/_diagnose_server.sql.
begin;
select plan(3);

-- What only a superuser changes is in tests/glue/test_doctor.py.
select is_empty(
    'select code from core._diagnose_server()', 'of a sound server nothing is found'
);
select tests.set_clock('2020-01-01Z');
select is(
    (
        select concat_ws(' ', f.code, f.severity, f.remedy)
        from core._diagnose_server() as f
    ),
    format(
        'test_clock error alter database %I reset rowhouse.clock', current_database()
    ),
    'the clock of the tests is found'
);
do $$
begin
    execute format('alter database %I reset rowhouse.clock', current_database());
    perform set_config('rowhouse.clock', '', true);
end;
$$;

set local role app_reader;
select lives_ok('select code from core._diagnose_server()', 'monitoring may ask');

select * from finish();
rollback;
