-- Proves functions/reading/_version_of.sql.
begin;
select plan(2);

insert into reading.tombstones (user_id, series_id, deleted_at, version)
values (tests.user('ada'), 1, now(), 5);

select is(
    reading._version_of(tests.user('ada'), 1, 4), 5::bigint,
    'a deleted row has the version of its tombstone'
);
select is(
    reading._version_of(tests.user('ada'), 1, 6), 6::bigint,
    'a row that came again has its own'
);

select * from finish();
rollback;
