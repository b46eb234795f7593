-- Proves functions/core/access/keeps_role.sql.
begin;
select plan(6);

-- Given: users with roles, with none, with something else, and without a list.
select tests.user(n)::text from unnest('{sam,kim,misfit,banned,ada}'::text[]) as n;
update auth.users set raw_app_meta_data = '{"roles": ["supplier"]}'
where id = tests.user('sam');
update auth.users set raw_app_meta_data = '{"roles": []}'
where id = tests.user('kim');
update auth.users set raw_app_meta_data = '{"roles": {"supplier": true}}'
where id = tests.user('misfit');
update auth.users
set
    raw_app_meta_data = '{"roles": ["supplier"]}',
    banned_until = now() + interval '1 hour'
where id = tests.user('banned');

select is(core.keeps_role(t.id, 'supplier'), t.answer, t.rule)
from (
    values
    (tests.user('sam'), true, 'who has the role keeps it'),
    (tests.user('kim'), false, 'who lost it does not'),
    (tests.user('misfit'), false, 'only an array of roles counts'),
    (tests.user('banned'), false, 'a banned user keeps nothing'),
    (tests.user('ada'), true, 'without a list there, the token alone has roles'),
    (
        md5('elsewhere')::uuid, core.is_active_user(md5('elsewhere')::uuid),
        'of users who are kept elsewhere, too'
    )
) as t (id, answer, rule);

select * from finish();
rollback;
