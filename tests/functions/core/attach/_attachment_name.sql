-- Proves functions/core/attach/_attachment_name.sql.
begin;
select plan(8);

-- Given: tables with names that are not words.
create schema "T Two";
create table "T Two"."My 2nd" (id bigint primary key);
create table public.t_notes (id bigint primary key, title text);

select is(
    core._attachment_name(k.kind, '"T Two"."My 2nd"', '{}'), k.name,
    'the name of a table is spelt in letters: ' || k.kind
)
from (
    values
    ('audit', null), ('broadcast', 't_two:my__nd'), ('webhooks', 't_two:my__nd_rows'),
    ('validation', 't_two.my__nd')
) as k (kind, name);
select is(
    core._attachment_name('broadcast', 'public.t_notes', '{"name": "team.notes"}'),
    'team:notes', 'options may give another'
);
select throws_ok(
    format(
        'select core._attachment_name(%L, %L, %L)', 'broadcast', 'public.t_notes', n.it
    ),
    'PT422', 'core.invalid_attachment', 'refused: ' || n.it
)
from (values ('{"name": "core.jobs"}'), ('{"name": "Team.x"}')) as n (it);
do $$ begin
    perform core.attach_table(
        'broadcast', 'public.t_notes', '{"roles": ["x"], "name": "t_two.my__nd"}'
    );
end $$;
select throws_ok(
    $$ select core._attachment_name('broadcast', '"T Two"."My 2nd"', '{}') $$,
    'PT422', 'core.invalid_attachment', 'a taken name is refused'
);

select * from finish();
rollback;
