-- Proves functions/reading/tg_progress__add_tombstone.sql.
begin;
select plan(3);

select tests.set_clock('2026-06-01 12:00Z');
select tests.login_as(tests.user('ada'));
select is(
    tests.push(1, 5, 'phone', '2026-06-01 12:04Z'), 'applied new', 'a clock is ahead'
);
delete from api.reading_progress
where series_id = 1;
select results_eq(
    $$ select series_id, deleted_at, version from reading.tombstones $$,
    $$ values (1::bigint, '2026-06-01 12:04:00.000001Z'::timestamptz, 2::bigint) $$,
    'a tombstone is later than every edit of its row, and has the next version'
);

insert into api.reading_progress (series_id, chapter, device_id) values (1, 1, 'phone');
delete from api.reading_progress
where series_id = 1;
select results_eq(
    $$ select version, (select count(*) from reading.tombstones)
       from reading.tombstones $$,
    $$ values (4::bigint, 1::bigint) $$,
    'a second deletion moves it'
);

select * from finish();
rollback;
