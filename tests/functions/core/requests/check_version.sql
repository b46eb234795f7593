-- Proves functions/core/requests/check_version.sql.
begin;
select plan(7);

select lives_ok(
    format('select core.check_version(%L, %L, %L)', 'Order 1', c.stored, c.expected),
    c.rule
)
from (
    values
    (3, 3, 'the version that the caller saw passes'),
    (3, null, 'no expected version is no check'),
    (null, 0, 'what is not there yet is at version 0')
) as c (stored, expected, rule);
select is(
    tests.refusal($$ select core.check_version('Order 1', 4, 3) $$) - 'hint',
    '{"code": "PT409", "key": "core.version_conflict",
      "detail": "Order 1 is at version 4, not 3."}',
    'an older one is refused'
);
select is(
    tests.refusal($$ select core.check_version('Order 1', null, 3) $$) ->> 'detail',
    'Order 1 is at version 0, not 3.',
    'and so is one of what is gone'
);
select throws_ok(
    $$ select core.check_version('Order 1', 4, 3, 'core.invalid_argument') $$,
    'PT422', 'core.invalid_argument', 'a module may refuse with a key of its own'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select core.check_version('Order 1', 4, 3) $$, 'PT409', 'core.version_conflict',
    'a function that runs as the caller may ask'
);

select * from finish();
rollback;
