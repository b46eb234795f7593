-- Proves policies/suppliers/digests.sql.j2.
begin;
select plan(5);

-- Given: a digest of ada, and one of bob.
insert into suppliers.digests (user_id, digest_on, timezone, counts, tasks, made_at)
select
    tests.user(n) as user_id,
    '2099-01-01' as digest_on,
    'UTC' as timezone,
    '{}' as counts,
    '{}' as tasks,
    now() as made_at
from unnest('{ada,bob}'::text[]) as n;

select * from tests.is_owned_by('suppliers.digests', 'user_id', tests.user('ada'));

select * from finish();
rollback;
