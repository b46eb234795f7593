-- Proves policies/suppliers/calendar_tokens.sql.j2.
begin;
select plan(5);

-- Given: a token of ada, and one of bob.
insert into suppliers.calendar_tokens (user_id, name, token_hash, created_at)
select
    tests.user(n) as user_id,
    n,
    sha256(convert_to(n, 'UTF8')) as token_hash,
    now() as created_at
from unnest('{ada,bob}'::text[]) as n;

select * from tests.is_owned_by(
    'suppliers.calendar_tokens', 'user_id', tests.user('ada')
);

select * from finish();
rollback;
