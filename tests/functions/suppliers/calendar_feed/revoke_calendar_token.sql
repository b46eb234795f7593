-- Proves functions/suppliers/calendar_feed/revoke_calendar_token.sql.
begin;
select plan(5);

-- Given: a token of ada.
insert into suppliers.calendar_tokens (id, user_id, name, token_hash, created_at)
overriding system value
values (-1, tests.user('ada'), 'One', sha256('one'), '2026-01-01');

select tests.login_as(tests.user('bob'), 'admin');
select throws_ok(
    'select suppliers.revoke_calendar_token(-1)', 'PT404',
    'suppliers.unknown_calendar_token', 'that of another user does not exist'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    'select suppliers.revoke_calendar_token(null)', 'PT404',
    'suppliers.unknown_calendar_token', 'nor does none'
);
select set_config('tests.first', suppliers.revoke_calendar_token(-1)::text, true);
select is(
    suppliers.list_calendar_tokens() #> '{items, 0, revoked_at}',
    current_setting('tests.first')::jsonb -> 'revoked_at', 'a token is revoked'
);
reset role;
select tests.set_clock('2099-01-01 00:00+00');
select tests.login_as(tests.user('ada'));
select is(
    suppliers.revoke_calendar_token(-1), current_setting('tests.first')::jsonb,
    'a repeated call changes nothing'
);
reset role;
select set_config('request.jwt.claims', '', true);
select throws_ok(
    'select suppliers.revoke_calendar_token(-1)', 'PT403', 'core.not_permitted',
    'a caller without a user has none'
);

select * from finish();
rollback;
