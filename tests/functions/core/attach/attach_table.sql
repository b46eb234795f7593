-- Proves functions/core/attach/attach_table.sql.
begin;
select plan(17);

-- Given: a table of others.
create table public.t_notes (
    id bigint primary key, "Title" text, secret text, at timestamptz
);
create table public.t_loose (note text);

-- Given: a session that quotes each name that it writes.
set local quote_all_identifiers = on;
select lives_ok(
    $$ select core.attach_table('audit', 'public.t_notes', '{"masked": ["secret"]}') $$,
    'audit is attached'
);
set local quote_all_identifiers = off;
select results_eq(
    $$ select a.kind, a.attached_table, a.columns, a.numbers
    from core.attachments as a $$,
    $$ values (
        'audit', 'public.t_notes'::regclass,
        '{"id": "bigint", "Title": "text", "secret": "text",
          "at": "timestamp with time zone"}'::jsonb,
        '{"id": 1, "Title": 2, "secret": 3, "at": 4}'::jsonb
    ) $$,
    'it knows the columns of now'
);
select lives_ok(
    $$ select core.attach_table('audit', 'public.t_notes', '{}', '{"id": "bigint"}') $$,
    'it may be attached again'
);
select results_eq(
    $$ select a.options, a.columns from core.attachments as a $$,
    $$ values ('{}'::jsonb, '{"id": "bigint"}'::jsonb) $$,
    'the new options stand, with the columns that the project knows'
);
select is(
    (
        select encode(t.tgargs, 'escape') from pg_catalog.pg_trigger as t
        where t.tgrelid = 'public.t_notes'::regclass and t.tgname = 't80_audit_update'
    ),
    '', 'so do the new triggers'
);
select lives_ok(
    format(
        'select core.attach_table(%L, %L, %L)', k.kind, 'public.t_notes', k.options
    ),
    k.kind || ' is attached beside it'
)
from (
    values
    ('broadcast', '{"roles": ["editor"], "columns": ["Title"]}'),
    ('webhooks', '{"roles": ["editor"], "columns": ["Title"]}'),
    ('retention', '{"column": "at", "keep": "1 day"}'),
    ('validation', '{"rules": [{"name": "t", "field": "Title", "kind": "required"}]}')
) as k (kind, options);

-- What does not fit is refused.
select throws_ok(
    format('select core.attach_table(%L, %L, %L)', k.kind, k.name, k.options),
    'PT422', k.key, 'refused: ' || k.why
)
from (
    values
    ('audit', 'public.t_loose', '{}', 'core.unattachable_table', 'no primary key'),
    ('audit', 'public.t_none', '{}', 'core.unattachable_table', 'no table'),
    ('magic', 'public.t_notes', '{}', 'core.invalid_attachment', 'no such kind'),
    ('a b', 'public.t_notes', '{}', 'core.invalid_attachment', 'not a word'),
    ('audit', 'public.t_notes', '[]', 'core.invalid_attachment', 'options are a list'),
    (
        'audit', 'public.t_notes', '{"masked": ["title"]}', 'core.invalid_attachment',
        'a column that is not there'
    )
) as k (kind, name, options, key, why);

-- A scratch database lacks the table, and goes without.
do $$ begin
    perform set_config('rowhouse.lacks_tables', 'on', true);
end $$;
select lives_ok(
    $$ select core.attach_table('audit', 'public.t_none') $$,
    'a scratch database goes without the table'
);
select is(
    (select count(*) from core.attachments), 5::bigint, 'and nothing is attached there'
);

select * from finish();
rollback;
