-- Proves functions/core/limits/take_token.sql.
begin;
select plan(21);

-- Given: noon, and a bucket of three tokens that fills in three seconds.
select tests.set_clock('2026-01-01 12:00+00');

select results_eq(
    $$ select is_allowed, remaining, retry_after_seconds
       from generate_series(1, 4) as g (n)
       cross join lateral core.take_token('a' || left(g.n::text, 0), 3, 3) $$,
    $$ values (true, 2, 0), (true, 1, 0), (true, 0, 0), (false, 0, 1) $$,
    'a bucket of three gives three tokens, then none'
);
select is(
    (select is_allowed from core.take_token('b', 3, 3)), true,
    'another key has a bucket of its own'
);

select tests.set_clock('2026-01-01 12:00:01+00');
select results_eq(
    $$ select is_allowed, remaining, reset_seconds from core.take_token('a', 3, 3) $$,
    $$ values (true, 0, 3) $$,
    'after a third of the time one token is back'
);
select is(
    (select is_allowed from core.take_token('a', 3, 3)), false, 'and only one'
);

select tests.set_clock('2026-01-02 12:00+00');
select results_eq(
    $$ select is_allowed, remaining, reset_seconds from core.take_token('a', 3, 3) $$,
    $$ values (true, 2, 1) $$,
    'a bucket never holds more than its capacity'
);
select results_eq(
    $$ select is_allowed, remaining from core.take_token('a', 3, 3, p_cost => 2) $$,
    $$ values (true, 0) $$,
    'a call may cost more than one token'
);
select results_eq(
    $$ select is_allowed, retry_after_seconds
       from core.take_token('a', 3, 3, p_cost => 2) $$,
    $$ values (false, 2) $$,
    'and waits until all of them are back'
);
select is(
    (select is_allowed from core.take_token('c', 3, 3, p_cost => 4)), false,
    'what costs more than a full bucket is never allowed'
);
select is(
    (
        select count(*) from generate_series(1, 20) as g (n)
        cross join lateral core.take_token('seven' || left(g.n::text, 0), 7, 60) as k
        where k.is_allowed
    ),
    7::bigint,
    'a capacity that does not divide the time is still met exactly'
);
select is(
    (select full_at from core.rate_limits
where key = 'seven'),
    '2026-01-02 12:00:59.999996+00',
    'the refill is rounded down, never against the caller'
);

-- The clock was ahead, and is right again.
select tests.set_clock('2026-03-01 12:00+00');
select count(k.is_allowed)::text
from generate_series(1, 3) as g (n)
cross join lateral core.take_token('jump' || left(g.n::text, 0), 3, 3) as k;
select tests.set_clock('2026-02-01 12:00+00');
select results_eq(
    $$ select is_allowed, remaining, reset_seconds
       from core.take_token('jump', 3, 3) $$,
    $$ values (true, 2, 1) $$,
    'a bucket that a clock ahead emptied begins anew'
);
update core.rate_limits set full_at = core.now() + interval '5 minutes'
where key = 'jump';
select is(
    (select is_allowed from core.take_token('jump', 3, 3)), false,
    'one that a later transaction emptied does not'
);
select tests.set_clock('2026-01-02 12:00+00');

set local transaction_read_only = on;
select is(
    (select is_allowed from core.take_token('a', 3, 3)), false,
    'a read-only transaction is refused when the bucket is empty'
);
select is(
    (select remaining from core.take_token('d', 3, 3)), 3,
    'a read-only transaction takes nothing'
);

select is(
    tests.refusal(t.call) ->> 'key', 'core.invalid_argument', t.call || ' is refused'
)
from (
    values
    ($$ select core.take_token('x', 0, 0) $$),
    ($$ select core.take_token('x', -1, 'NaN') $$),
    ($$ select core.take_token('x', 1, 'NaN') $$),
    ($$ select core.take_token('x', 1, 'infinity') $$),
    ($$ select core.take_token('x', 1, 1, -1) $$),
    ($$ select core.take_token('x', 100, 1e-9) $$),
    ($$ select core.take_token(null, 1, 1) $$)
) as t (call);

select * from finish();
rollback;
