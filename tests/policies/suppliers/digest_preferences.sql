-- Proves policies/suppliers/digest_preferences.sql.j2.
begin;
select plan(5);

-- Given: preferences of ada, and of bob.
insert into suppliers.digest_preferences (
    user_id, is_enabled, hour, timezone, updated_at
)
select
    tests.user(n) as user_id,
    true as is_enabled,
    7 as hour,
    'UTC' as timezone,
    now() as updated_at
from unnest('{ada,bob}'::text[]) as n;

select * from tests.is_owned_by(
    'suppliers.digest_preferences', 'user_id', tests.user('ada')
);

select * from finish();
rollback;
