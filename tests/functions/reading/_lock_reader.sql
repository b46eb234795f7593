-- Proves functions/reading/_lock_reader.sql.
--
-- That two writers wait for each other: tests/glue/test_reading.py.
begin;
select plan(3);

select is(reading._lock_reader(tests.user('ada')), 0::bigint, 'a new reader is at 0');
update reading.progress_versions set version = 7
where user_id = tests.user('ada');
select is(reading._lock_reader(tests.user('ada')), 7::bigint, 'then its version');
select is(
    (select count(*) from reading.progress_versions), 1::bigint, 'a reader has one row'
);

select * from finish();
rollback;
