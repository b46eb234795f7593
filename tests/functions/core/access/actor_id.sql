-- Proves functions/core/access/actor_id.sql.
begin;
select plan(6);

select is(core.actor_id(), null, 'without a token there is no actor');

-- Given: claims that are no token of ours.
select is(
    (
        select count(core.actor_id())
        from (select set_config('request.jwt.claims', t.claims, true)) as s
    ), 0::bigint,
    format('claims %s give no actor, and do not raise', t.claims)
)
from (values ('{"sub": "ada"}'), ('{}'), ('no json'), ('')) as t (claims);

select tests.login_as(tests.user('ada'));
select is(core.actor_id(), md5('ada')::uuid, 'a signed-in user acts under the own id');

select * from finish();
rollback;
