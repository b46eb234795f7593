-- Proves functions/core/webhooks/_can_owner_read.sql.
begin;
select plan(18);

-- Given: topics for admins and for owners; the caller is another user.
insert into core.topic_rules (prefix, audience, is_broadcast)
values ('concerts', 'everyone', false);
-- And one whose predicate lets staff and operators in, as those of modules do.
create function core.t_is_staff(p_topic text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$ select core.can_act_as('admin') $$;
insert into core.topic_rules (prefix, audience, predicate, is_broadcast)
values ('t', 'predicate', 'core.t_is_staff', false);
select set_config('request.jwt.claims', '{"sub": "x"}', true);
select tests.user('demoted')::text;
update auth.users set raw_app_meta_data = '{"roles": ["buyer"]}'
where email = 'demoted@example.invalid';
select tests.user(n)::text from unnest('{gone,banned,misfit}'::text[]) as n;
update auth.users set deleted_at = now()
where email = 'gone@example.invalid';
update auth.users set banned_until = now() + interval '1 hour'
where email = 'banned@example.invalid';
update auth.users set raw_app_meta_data = '{"roles": {"admin": true}}'
where email = 'misfit@example.invalid';
select tests.user('chief')::text;
update auth.users set raw_app_meta_data = '{"roles": ["admin"]}'
where email = 'chief@example.invalid';

select is(
    core._can_owner_read(tests.user(t.name), t.roles::text[], t.topic), t.answer,
    t.rule
)
from (
    values
    ('ada', '{}', 'concerts:show:1', true, 'a topic for everyone is readable'),
    ('ada', '{}', 'core:audit', false, 'a topic for admins is not'),
    ('chief', '{admin}', 'core:audit', true, 'except by an admin'),
    ('chief', '{}', 'core:audit', false, 'who was one when the endpoint was saved'),
    ('ada', '{admin}', 'core:audit', false, 'no app metadata, no role'),
    ('misfit', '{admin}', 'core:audit', false, 'only an array of roles counts'),
    ('banned', '{}', 'concerts:show:1', false, 'a banned user reads nothing'),
    (
        'demoted',
        '{admin,buyer}',
        'core:audit',
        false,
        'who is no longer an admin reads as none'
    ),
    ('gone', '{admin}', 'concerts:show:1', false, 'a user who is gone reads nothing'),
    (
        'ada', '{}', 'core:webhooks:' || tests.user('ada'), true,
        'an owner reads the topic of their own webhooks'
    ),
    (
        'ada', '{}', 'core:webhooks:' || tests.user('eve'), false,
        'but not those of another user'
    ),
    ('ada', '{admin}', 'unheard:of', false, 'a topic without a rule is closed'),
    ('chief', '{admin}', 't:1', true, 'staff reads what a predicate leaves to it'),
    ('ada', '{}', 't:1', false, 'others do not, though the server that asks may')
) as t (name, roles, topic, answer, rule);
select ok(
    not core._can_owner_read(md5('hard')::uuid, '{}', 'concerts:show:1'),
    'a user whose row is gone reads nothing'
);
select is(
    current_setting('request.jwt.claims'), '{"sub": "x"}',
    'who calls is the same afterwards'
);
select ok(core.can_read_topic('t:1'), 'and is an operator again');
select is_empty(
    $$
        select r.predicate
        from core.topic_rules as r
        inner join pg_catalog.pg_proc as p on p.oid = to_regprocedure(r.predicate || '(text)')
        where r.predicate is not null and not p.prosecdef
    $$,
    'every predicate is a definer: no policy holds the owner back who asks here'
);

select * from finish();
rollback;
