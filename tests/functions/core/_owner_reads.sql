-- Proves functions/core/_owner_reads.sql.
begin;
select plan(9);

-- Given: topics for admins and for owners; who calls is somebody else.
select set_config('request.jwt.claims', '{"sub": "x"}', true);
select tests.user('demoted')::text;
update auth.users set raw_app_meta_data = '{"roles": ["buyer"]}'
where email = 'demoted@example.invalid';
select tests.user('gone')::text;
update auth.users set deleted_at = now()
where email = 'gone@example.invalid';

select is(
    core._owner_reads(tests.user(t.name), t.roles::text[], t.topic), t.answer,
    t.rule
)
from (
    values
    ('ada', '{}', 'concerts:show:1', true, 'a topic for everyone is readable'),
    ('ada', '{}', 'core:audit', false, 'a topic for admins is not'),
    ('ada', '{admin}', 'core:audit', true, 'except by an admin'),
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
        'and nobody else''s'
    ),
    ('ada', '{admin}', 'unheard:of', false, 'a topic without a rule is closed')
) as t (name, roles, topic, answer, rule);
select is(
    current_setting('request.jwt.claims'), '{"sub": "x"}',
    'who calls is the same afterwards'
);

select * from finish();
rollback;
