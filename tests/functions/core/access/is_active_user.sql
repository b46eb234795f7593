-- Proves functions/core/access/is_active_user.sql.
begin;
select plan(5);

select tests.user(n)::text from unnest('{ada,bob,eve}'::text[]) as n;
update auth.users set deleted_at = now()
where id = tests.user('bob');
update auth.users set banned_until = now() + interval '1 day'
where id = tests.user('eve');

select is(core.is_active_user(tests.user(t.name)), t.answer, t.rule)
from (
    values
    ('ada', true, 'a user is active'),
    ('bob', false, 'one who was deleted is not'),
    ('eve', false, 'nor is one who is banned')
) as t (name, answer, rule);
select ok(not core.is_active_user(md5('nobody')::uuid), 'nor is one without a row');
delete from auth.users
where true;
select ok(
    core.is_active_user(md5('nobody')::uuid), 'unless users are kept elsewhere'
);

select * from finish();
rollback;
