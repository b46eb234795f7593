-- Proves functions/core/limits/limit_rate.sql.
begin;
select plan(9);

-- Given: noon, and a caller with one request per minute.
select tests.set_clock('2026-01-01 12:00+00');
select core.limit_rate('export', 'ada', '{"requests": 1, "seconds": 60}');

select is(
    current_setting('response.headers')::jsonb,
    '[{"RateLimit-Limit": "1"}, {"RateLimit-Reset": "60"},
      {"RateLimit-Policy": "1;w=60"}, {"RateLimit-Remaining": "0"}]'::jsonb,
    'the answer says what is left'
);
select is(
    (tests.refusal(
        $$ select core.limit_rate('export', 'ada', '{"requests": 1, "seconds": 60}') $$
    ) ->> 'detail')::jsonb,
    '{"status": 429, "headers": {"Retry-After": "60", "RateLimit-Limit": "1",
      "RateLimit-Reset": "60", "RateLimit-Policy": "1;w=60",
      "RateLimit-Remaining": "0"}}'::jsonb,
    'a refusal is a 429 with Retry-After and RateLimit-* headers'
);
select is(
    (tests.refusal(
        $$ select core.limit_rate('export', 'ada', '{"requests": 1, "seconds": 60}') $$
    ) ->> 'key')::jsonb,
    '{"code": "PT429", "message": "core.rate_limited",
      "details": "At most 1 requests in 60 seconds; try again in 60 seconds.",
      "hint": "Wait as long as Retry-After says."}'::jsonb,
    'and its body has code, key, sentence and remedy like any other'
);
select is(
    tests.refusal(
        $$ select core.limit_rate('export', 'ada', '{"requests": 1, "seconds": 60}') $$
    ) ->> 'code',
    'PGRST',
    'it is raised in the form that PostgREST turns into status and headers'
);
select lives_ok(
    $$ select core.limit_rate('export', 'eve', '{"requests": 6.0, "seconds": 60.0}') $$,
    'a whole number may be written with a point'
);
select lives_ok(
    $$ select core.limit_rate('export', 'ada', '{}') $$, '{} means no limit'
);
select lives_ok(
    $$ select core.limit_rate('export', repeat('x', 9999),
    '{"requests": 1, "seconds": 1}') $$,
    'a name of any length has a bucket'
);
select lives_ok(
    $$ select core.limit_rate('export', repeat('x', 9998) || 'y',
    '{"requests": 1, "seconds": 1}') $$,
    'that no name with the same beginning shares'
);

set local role authenticated;
select throws_ok(
    $$ select core.limit_rate('export', 'bob', '{"requests": 1, "seconds": 60}') $$,
    '42501', null,
    'a caller cannot use up the limit of another'
);

select * from finish();
rollback;
