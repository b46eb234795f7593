-- Proves functions/core/demo/_act_as_demo_user.sql.
begin;
select plan(1);

do $$ begin perform core._act_as_demo_user(); end $$;
select is(core.actor_id(), md5('demo')::uuid, 'the demo has a user of its own');

select * from finish();
rollback;
