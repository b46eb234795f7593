-- Proves functions/suppliers/calendar_feed/create_calendar_token.sql.
begin;
select plan(8);

select throws_ok(
    'select suppliers.create_calendar_token()', 'PT403', 'core.not_permitted',
    'who is not signed in has no dates'
);
select tests.login_as(tests.user('ada'));
select set_config('tests.made', suppliers.create_calendar_token('Phone')::text, true);
select matches(
    current_setting('tests.made')::jsonb ->> 'token', '^cal_[0-9a-f]{64}$',
    'a token is returned'
);
select is(
    current_setting('tests.made')::jsonb ->> 'path',
    '/rpc/calendar_feed?token=' || (current_setting('tests.made')::jsonb ->> 'token'),
    'with the path of its feed'
);
reset role;
select results_eq(
    'select t.user_id, t.name, t.token_hash from suppliers.calendar_tokens as t',
    $$ select tests.user('ada'), 'Phone', sha256(
        convert_to(current_setting('tests.made')::jsonb ->> 'token', 'UTF8')
    ) $$,
    'only its hash is stored'
);
select is_empty(
    $$ select from core.audit_entries as e
       where strpos(e::text, current_setting('tests.made')::jsonb ->> 'token') > 0 $$,
    'and the audit trail does not have it'
);
insert into suppliers.calendar_tokens (user_id, name, token_hash, created_at)
select
    tests.user('ada') as user_id,
    'Old' as name,
    sha256(convert_to(n::text, 'UTF8')) as token_hash,
    now() as created_at
from generate_series(1, 9) as n;
select tests.login_as(tests.user('ada'));
select throws_ok(
    'select suppliers.create_calendar_token()', 'PT409',
    'suppliers.too_many_calendar_tokens', 'ten tokens are the most'
);
select throws_ok(
    format('select suppliers.create_calendar_token(%L)', t.name), 'PT422',
    'core.invalid_argument', 'a name has 1 to 100 characters'
)
from (values (''), (repeat('x', 101))) as t (name);

select * from finish();
rollback;
