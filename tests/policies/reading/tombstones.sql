-- Proves policies/reading/tombstones.sql.j2.
begin;
select plan(5);

-- Given: two readers deleted something.
insert into reading.tombstones (user_id, series_id, deleted_at, version)
values (tests.user('ada'), 1, now(), 1), (tests.user('bob'), 1, now(), 1);

select * from tests.is_owned_by('reading.tombstones', 'user_id', tests.user('ada'));

select * from finish();
rollback;
