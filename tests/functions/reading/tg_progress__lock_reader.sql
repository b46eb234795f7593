-- Proves functions/reading/tg_progress__lock_reader.sql.
--
-- That a push and a direct write wait instead of deadlocking:
-- tests/glue/test_reading.py.
begin;
select plan(2);

select tests.login_as(tests.user('ada'));
select lives_ok(
    $$ delete from api.reading_progress where series_id = 1 $$, 'a write of nothing'
);
select isnt_empty(
    $$ select from reading.progress_versions $$, 'has locked its reader, who was new'
);

select * from finish();
rollback;
