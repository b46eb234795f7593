-- Proves functions/suppliers/digests/set_digest_preferences.sql.
begin;
select plan(9);

select tests.login_as(tests.user('ada'));
select is(
    suppliers.set_digest_preferences(p_hour => 0, p_timezone => 'Asia/Kolkata'),
    '{"is_enabled": true, "hour": 0, "timezone": "Asia/Kolkata",
      "is_default": false}'::jsonb,
    'what is not sent is as it was'
);
select is(
    suppliers.set_digest_preferences(false),
    '{"is_enabled": false, "hour": 0, "timezone": "Asia/Kolkata",
      "is_default": false}'::jsonb,
    'also the second time'
);
select throws_ok(
    format('select suppliers.set_digest_preferences(%s)', t.arguments), 'PT422',
    'core.invalid_argument', t.arguments || ' is refused'
)
from (
    values
    ('p_hour => 24'), ('p_hour => -1'), ($$p_timezone => 'Mars/Base'$$),
    ($$p_timezone => ''$$)
) as t (arguments);
select is(
    suppliers.get_digest_preferences() ->> 'timezone', 'Asia/Kolkata',
    'a refused call changes nothing'
);
select tests.login_as(tests.user('bob'));
select is(
    suppliers.get_digest_preferences() ->> 'is_default', 'true', 'others keep theirs'
);
reset role;
select set_config('request.jwt.claims', '', true);
select throws_ok(
    'select suppliers.set_digest_preferences(false)', 'PT403', 'core.not_permitted',
    'a caller without a user has none'
);

select * from finish();
rollback;
