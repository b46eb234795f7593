-- Proves functions/suppliers/calendar_feed/calendar_feed.sql.
begin;
select plan(8);

-- Given: sam of ACME, with two tokens, of which one is revoked; and one of eve.
select tests.small_project();
select tests.set_clock('2099-01-05 12:00+00');
insert into suppliers.calendar_tokens (
    user_id, name, token_hash, created_at, revoked_at
)
values
(tests.user('sam'), 'Phone', sha256('phone'), '2099-01-01', null),
(tests.user('sam'), 'Desk', sha256('desk'), '2099-01-01', '2099-01-02'),
(tests.user('eve'), 'Eve', sha256('eve'), '2099-01-01', null);
update auth.users set banned_until = '2100-01-01'
where id = tests.user('eve');

set local role anon;
select is(
    (
        select count(*)
        from regexp_matches(suppliers.calendar_feed('phone'), 'BEGIN:VEVENT', 'g')
    ),
    4::bigint, 'whoever has a token has the dates of its user'
);
select is(
    jsonb_path_query_first(
        current_setting('response.headers')::jsonb, '$[*]."Content-Type"'
    ) #>> '{}',
    'text/calendar; charset=utf-8', 'as a calendar'
);
select is(
    tests.refusal(format('select suppliers.calendar_feed(%L)', t.token)),
    '{"code": "PT404", "key": "suppliers.unknown_feed",
      "detail": "There is no calendar of this token.",
      "hint": "Make a new token: create_calendar_token."}'::jsonb,
    t.rule
)
from (
    values
    ('desk', 'of a token that was revoked there is no calendar'),
    ('lamp', 'nor of one that never was'),
    ('eve', 'nor of a user who is banned'),
    (null, 'nor without a token')
) as t (token, rule);

reset role;
delete from core.rate_limits
where true;
update core.settings set value = '{"requests": 1, "seconds": 60}'
where name = 'suppliers.calendar_rate';
select lives_ok($$ select suppliers.calendar_feed('phone') $$, 'it is read again');
select throws_ok(
    $$ select suppliers.calendar_feed('phone') $$, 'PGRST', null, 'but not without end'
);

select * from finish();
rollback;
