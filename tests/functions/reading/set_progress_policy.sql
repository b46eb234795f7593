-- Proves functions/reading/set_progress_policy.sql.
begin;
select plan(9);

select tests.login_as(tests.user('ada'));
select is(
    reading.set_progress_policy(1, 'furthest'),
    '{"series_id": 1, "policy": "furthest"}', 'a reader chooses'
);
select is(tests.push(1, 9, 'phone', '2026-06-01Z'), 'applied new', 'a later page');
select is(
    tests.push(1, 3, 'old tablet', '2026-06-02Z'), 'conflict further',
    'and an old device does not move the place back'
);

-- When: the reader also wants to go back on purpose.
select lives_ok(
    $$ select reading.set_progress_policy(1, 'furthest_unless_same_device') $$,
    'the reader chooses again'
);
select is(
    tests.push(1, 4, 'phone', '2026-06-03Z', '{"rewinds": 1}'), 'applied rewound',
    'the device that was there last may go back'
);
select is(
    tests.push(1, 9, 'tablet', '2026-06-04Z'), 'conflict rewound',
    'and a device that missed it does not move the place forward'
);

select throws_ok(
    $$ select reading.set_progress_policy(1, 'best') $$,
    'PT422', 'reading.unknown_policy', 'there are three policies'
);
select throws_ok(
    $$ select reading.set_progress_policy(99, 'lww') $$,
    'PT404', 'reading.unknown_series', 'of a series that there is'
);

select set_config('request.jwt.claims', '{"role": "authenticated"}', true);
select throws_ok(
    $$ select reading.set_progress_policy(1, 'lww') $$,
    'PT403', 'core.not_permitted', 'and a caller who is not signed in is refused'
);

select * from finish();
rollback;
