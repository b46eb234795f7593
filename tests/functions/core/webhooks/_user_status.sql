-- Proves functions/core/webhooks/_user_status.sql.
begin;
select plan(6);

select tests.user(n)::text from unnest('{ada,bob,eve,cy}'::text[]) as n;
update auth.users set deleted_at = now()
where id = tests.user('bob');
update auth.users set banned_until = now() + interval '1 day'
where id = tests.user('eve');
update auth.users set banned_until = now() - interval '1 day'
where id = tests.user('cy');

select is(core._user_status(tests.user(t.name)), t.standing, t.rule)
from (
    values
    ('ada', 'listed', 'a user with a row is listed'),
    ('bob', 'deleted', 'one who is marked as deleted is deleted'),
    ('eve', 'banned', 'one whose ban goes on is banned'),
    ('cy', 'listed', 'a ban that is over counts no more')
) as t (name, standing, rule);
select is(
    core._user_status('00000000-0000-4000-8000-000000000000'), 'absent',
    'a user without a row is absent'
);
select is(core._user_status(null), 'absent', 'so is none');

select * from finish();
rollback;
