-- Proves functions/core/limits/limit_caller.sql.
begin;
select plan(9);

select tests.set_clock('2026-01-01 12:00+00');
select tests.login_as(tests.user('ada'));
select lives_ok(
    $$ select core.limit_caller('library.borrow', 1, 60) $$, 'the first call passes'
);
select throws_ok(
    $$ select core.limit_caller('library.borrow', 1, 60) $$, 'PGRST', null,
    'one more is refused, as PostgREST reads a refusal with headers'
);
select lives_ok(
    $$ select core.limit_caller('library.return', 1, 60) $$,
    'another name has its own limit'
);
select tests.login_as(tests.user('bob'));
select lives_ok(
    $$ select core.limit_caller('library.borrow', 1, 60) $$, 'another caller too'
);
reset role;
select tests.set_clock('2026-01-01 12:01+00');
select tests.login_as(tests.user('ada'));
select lives_ok(
    $$ select core.limit_caller('library.borrow', 1, 60) $$,
    'a minute later there is a token'
);
select throws_ok(
    format('select core.limit_caller(''m.f'', %L, %L)', l.requests, l.seconds),
    'PT422', 'core.invalid_argument',
    'a limit of which a part is missing is an error, and not no limit'
)
from (values (null, 60), (1, null)) as l (requests, seconds);
set local transaction_read_only = on;
select set_config('request.method', 'GET', true);
select throws_ok(
    $$ select core.limit_caller('library.borrow', 1, 60) $$, 'PT405', 'core.post_only',
    'a GET, which cannot be counted, is refused'
);
select set_config('request.method', 'POST', true);
select throws_ok(
    $$ select core.limit_caller('library.borrow', 1, 60) $$,
    'PT405', 'core.must_be_volatile',
    'a stable RPC cannot have a limit'
);

select * from finish();
rollback;
