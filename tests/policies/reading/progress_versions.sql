-- Proves policies/reading/progress_versions.sql.j2.
begin;
select plan(5);

-- Given: two readers.
insert into reading.progress_versions (user_id)
values (tests.user('ada')), (tests.user('bob'));

select * from tests.is_owned_by(
    'reading.progress_versions', 'user_id', tests.user('ada')
);

select * from finish();
rollback;
