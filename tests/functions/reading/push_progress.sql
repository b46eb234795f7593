-- Proves functions/reading/push_progress.sql.
begin;
select plan(21);

-- Given: Ada, signed in, with a clock that stands.
select tests.set_clock('2026-06-01 12:00Z');
select tests.login_as(tests.user('ada'));

select is(tests.push(1, 5, 'phone', '2026-06-01 10:00Z'), 'applied new', 'a first');
select results_eq(
    $$ select chapter, device_id, updated_at, version from api.reading_progress $$,
    $$ values (5::numeric, 'phone', '2026-06-01 10:00Z'::timestamptz, 1::bigint) $$,
    'keeps the time at which it was made'
);
select is(
    tests.push(1, 5, 'phone', '2026-06-01 10:00Z'), 'kept duplicate', 'sent again'
);
select is(
    (select version from reading.progress_versions), 1::bigint, 'it takes no version'
);
select is(
    tests.push(1, 3, 'tablet', '2026-06-01 09:00Z'), 'conflict later',
    'another device is late'
);
select results_eq(
    $$ select device_id, winner, policy, edit ->> 'chapter', stored ->> 'chapter'
       from reading.conflicts $$,
    $$ values ('tablet', 'stored', 'lww', '3.000', '5.000') $$,
    'both sides, winner and rule are kept'
);
select is(
    tests.push(1, 3, 'tablet', '2026-06-01 09:00Z'), 'conflict later', 'told again'
);
select is(
    (select conflicts from reading.progress_versions), 1::bigint,
    'but counted once'
);
select is(
    tests.push(1, 8, 'tablet', '2026-06-01 11:00Z', '{"base_version": 0}'),
    'conflict later', 'another device wins without knowing'
);
select results_eq(
    $$ select winner, stored ->> 'device_id' from reading.conflicts
       where edited_at = '2026-06-01 11:00Z' $$,
    $$ values ('edit', 'phone') $$,
    'then the loser is what was stored'
);

-- When: a device's clock is a day ahead.
select is(
    tests.push(1, 9, 'tv', '2026-06-02 12:00Z'), 'applied later', 'it is taken'
);
select is(
    (select updated_at from api.reading_progress), '2026-06-01 12:00Z'::timestamptz,
    'at the server''s time'
);
reset role;
select tests.set_clock('2026-06-01 13:00Z');
set local role authenticated;
select is(
    tests.push(1, 2, 'phone', '2026-06-01 12:30Z'), 'applied later', 'others go on'
);
select is(
    tests.push(1, 9, 'tv', '2026-06-02 12:00Z'), 'conflict later',
    'and the same edit, sent again, is no later than it was'
);

-- When: a batch.
select is(
    reading.push_progress(
        (
            select jsonb_agg(jsonb_build_object(
                'series_id', s.id, 'percent', 10, 'device_id', 'phone',
                'updated_at', '2026-06-01T12:45:00Z'
            ))
            from
                (select id from reading.series
where id in (2, 3, 4)
order by id desc) as s
        )
    ) -> 0 #> '{winner}' ->> 'version',
    '7', 'each applied edit has its own version'
);
select results_eq(
    $$ select series_id, version from api.reading_progress order by version $$,
    $$ values (1::bigint, 4::bigint), (2, 5), (3, 6), (4, 7) $$,
    'the versions of a reader have no gap'
);
select throws_ok(
    $$ select reading.push_progress('[{"series_id": 5, "chapter": 1, "device_id": "p",
        "updated_at": "2026-06-01T12:00:00Z"}, {}]') $$,
    'PT422', 'reading.invalid_edits', 'a bad item refuses the batch'
);
select is_empty(
    $$ select from api.reading_progress where series_id = 5 $$, 'and changes nothing'
);
select is(reading.push_progress('[]'), '[]', 'nothing to do is no error');

select tests.login_as(tests.user('bob'));
select is(
    tests.push(1, 1, 'phone', '2026-06-01 01:00Z'), 'applied new',
    'another reader has nothing to do with it'
);
select set_config('request.jwt.claims', '{"role": "authenticated"}', true);
select throws_ok(
    $$ select reading.push_progress('[]') $$, 'PT403', 'core.not_permitted',
    'a caller who is not signed in is refused'
);

select * from finish();
rollback;
