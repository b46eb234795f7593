-- Proves functions/core/attach/_attach_changes.sql.
begin;
select plan(13);

create table public.t_notes (id bigint primary key, title text, owner uuid);
do $$ begin
    perform core.attach_table('broadcast', 'public.t_notes', '{"owner": "owner"}');
    perform core.attach_table(
        'webhooks', 'public.t_notes', '{"roles": ["b", "a"], "columns": ["title"]}'
    );
end $$;
select results_eq(
    $$ select r.prefix, r.audience, r.roles, r.is_broadcast from core.topic_rules as r
    where r.prefix like 'public%' order by 1 $$,
    $$ values
        ('public:t_notes', 'owner', '{}'::text[], true),
        ('public:t_notes_rows', 'roles', '{b,a}'::text[], false) $$,
    'each has a topic, which the named may read'
);
select results_eq(
    $$ select t.type, t.topic from core.event_types as t where t.type like 'public.%'
    order by 1 $$,
    $$ values
        ('public.t_notes.changed', 'public:t_notes:<user id>'),
        ('public.t_notes.deleted', 'public:t_notes:<user id>'),
        ('public.t_notes.inserted', 'public:t_notes:<user id>'),
        ('public.t_notes.updated', 'public:t_notes:<user id>'),
        ('public.t_notes_rows.deleted', 'public:t_notes_rows'),
        ('public.t_notes_rows.inserted', 'public:t_notes_rows'),
        ('public.t_notes_rows.truncated', 'public:t_notes_rows'),
        ('public.t_notes_rows.updated', 'public:t_notes_rows') $$,
    'the types of its events are listed'
);
select throws_ok(
    format('select core.attach_table(%L, %L, %L)', o.kind, 'public.t_notes', o.it),
    'PT422', 'core.invalid_attachment', format('refused: %s %s', o.kind, o.it)
)
from (
    values
    ('broadcast', '{}'),
    ('broadcast', '{"roles": []}'),
    ('broadcast', '{"roles": "a"}'),
    ('broadcast', '{"roles": ["a"], "owner": "owner"}'),
    ('broadcast', '{"roles": ["a"], "topic": "x"}'),
    ('webhooks', '{"owner": "owner", "columns": ["title"]}'),
    ('webhooks', '{"roles": ["a"]}'), ('webhooks', '{"columns": ["title"]}'),
    ('webhooks', '{"roles": ["a"], "columns": "title"}')
) as o (kind, it);

-- A key that is a secret goes out with each message.
create table public.t_sessions (token text primary key, note text);
select throws_ok(
    $$ select core.attach_table(
        'webhooks', 'public.t_sessions', '{"roles": ["a"], "columns": ["note"]}'
    ) $$,
    'PT422', 'core.invalid_attachment', 'a key with the name of a secret is refused'
);
select lives_ok(
    $$ select core.attach_table(
        'webhooks', 'public.t_sessions', '{"roles": ["a"], "columns": ["note", "token"]}'
    ) $$,
    'unless it is listed'
);

select * from finish();
rollback;
