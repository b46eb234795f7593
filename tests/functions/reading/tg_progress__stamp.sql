-- Proves functions/reading/tg_progress__stamp.sql.
begin;
select plan(20);

-- Given: a clock that stands.
select tests.set_clock('2026-06-01 12:00Z');
select tests.login_as(tests.user('ada'));

insert into api.reading_progress (series_id, chapter, device_id) values (1, 5, 'phone');
select results_eq(
    $$ select user_id, updated_at, version, rewinds from api.reading_progress $$,
    $$ values (
        tests.user('ada'), '2026-06-01 12:00Z'::timestamptz, 1::bigint, 0
    ) $$,
    'a direct write gets its user, the server''s time and the next version'
);
update api.reading_progress set chapter = 6
where series_id = 1;
select results_eq(
    $$ select updated_at, version from api.reading_progress $$,
    $$ values ('2026-06-01 12:00:00.000001Z'::timestamptz, 2::bigint) $$,
    'the time of a row only grows, even when the clock does not'
);
update api.reading_progress set chapter = 4
where series_id = 1;
select is(
    (select rewinds from api.reading_progress), 1,
    'going back on the same device is on purpose'
);
update api.reading_progress set chapter = 3, device_id = 'tablet'
where series_id = 1;
select is(
    (select rewinds from api.reading_progress), 1, 'on another device it is not'
);

-- When: an upsert of a row that is there.
insert into api.reading_progress (series_id, chapter, device_id) values (1, 9, 'phone')
on conflict (user_id, series_id) do update set chapter = excluded.chapter;
select results_eq(
    $$ select p.chapter, p.version, r.version
       from api.reading_progress as p, reading.progress_versions as r $$,
    $$ values (9::numeric, 5::bigint, 5::bigint) $$,
    'it takes one version, not two'
);
select throws_ok(
    $$ insert into api.reading_progress (series_id, chapter, device_id)
       values (1, 9, 'phone') $$,
    '23505', null, 'a second row of a series is refused'
);
select is(
    (select version from reading.progress_versions), 5::bigint,
    'and takes no version'
);

-- When: what was deleted a moment ago is begun again.
delete from api.reading_progress
where series_id = 1;
insert into api.reading_progress (series_id, chapter, device_id) values (1, 1, 'phone');
select ok(
    (select p.updated_at > t.deleted_at
     from reading.progress as p inner join reading.tombstones as t
         on p.user_id = t.user_id and p.series_id = t.series_id),
    'its time is later than its deletion'
);
select throws_ok(
    $$ update api.reading_progress set version = 99 where series_id = 1 $$,
    '42501', null, 'a reader sets no version'
);
select throws_ok(
    $$ insert into api.reading_progress (series_id, chapter, device_id, updated_at)
       values (2, 1, 'phone', now()) $$,
    '42501', null, 'and no time'
);
select throws_ok(
    $$ insert into api.reading_progress (user_id, series_id, chapter, device_id)
       values (tests.user('bob'), 2, 1, 'phone') $$,
    '42501', null, 'and nothing of another reader'
);

-- When: what is written is no place.
select is(
    tests.refusal(
        'insert into api.reading_progress (series_id, chapter, chapter_label, page, '
        'percent, device_id) values ' || c.written
    ) ->> 'key',
    c.key,
    'refused: ' || left(c.written, 60)
)
from (
    values
    ('(2, null, null, null, null, ''p'')', 'reading.invalid_progress'),
    ('(2, ''NaN'', null, null, null, ''p'')', 'reading.invalid_progress'),
    ('(2, null, null, null, 101, ''p'')', 'reading.invalid_progress'),
    ('(2, 1, repeat(''x'', 100000), null, null, ''p'')', 'reading.invalid_progress'),
    ('(2, 1, null, null, null, null)', 'reading.invalid_progress'),
    ('(null, 1, null, null, null, ''p'')', 'reading.invalid_progress'),
    ('(99, 1, null, null, null, ''p'')', 'reading.unknown_series')
) as c (written, key);

-- When: a device has pushed as many rewinds as there may be.
select is(
    tests.push(2, 9, 'phone', '2026-05-01Z', '{"rewinds": 1000000}'), 'applied new',
    'a million rewinds are taken'
);
update api.reading_progress set chapter = 3
where series_id = 2;
select is(
    (
        select rewinds from api.reading_progress
        where series_id = 2
    ),
    1000000,
    'and a reader who goes back once more is not refused'
);

select * from finish();
rollback;
