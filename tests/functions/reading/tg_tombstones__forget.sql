-- Proves functions/reading/tg_tombstones__forget.sql.
begin;
select plan(2);

insert into reading.progress_versions (user_id, version)
values (tests.user('ada'), 9), (tests.user('bob'), 9);
insert into reading.tombstones (user_id, series_id, deleted_at, version)
values
(tests.user('ada'), 1, '2026-01-01Z', 3), (tests.user('ada'), 2, '2026-01-02Z', 5),
(tests.user('ada'), 3, '2026-03-01Z', 8), (tests.user('bob'), 1, '2026-03-01Z', 2);

-- When: retention forgets what is older than 90 days.
select tests.set_clock('2026-05-01Z');
select is(
    (core.apply_retention('reading.tombstones')).rows, 2::bigint,
    'two tombstones are older than 90 days'
);
select results_eq(
    $$ select user_id, forgotten_version from reading.progress_versions order by 2 $$,
    $$ values (tests.user('bob'), 0::bigint), (tests.user('ada'), 5) $$,
    'their reader has forgotten up to the newest of them'
);

select * from finish();
rollback;
