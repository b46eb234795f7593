-- Proves functions/core/attach/detach_table.sql.
begin;
select plan(8);

-- Given: a table with everything attached, and what stood before.
create table public.t_notes (id bigint primary key, title text, at timestamptz);
create function tests.stands() returns table (kind text, count bigint)
language sql as $$
    select 'triggers', count(*) from pg_catalog.pg_trigger
    where tgrelid = to_regclass('public.t_notes')
    union all select 'topics', count(*) from core.topic_rules
    union all select 'types', count(*) from core.event_types
    union all select 'policies', count(*) from core.retention_policies
    union all select 'rules', count(*) from core.validation_rules
    union all select 'checks', count(*) from pg_catalog.pg_proc where proname ~ '^_check_'
    union all select 'attachments', count(*) from core.attachments
$$;
create temporary table t_before as select * from tests.stands();
create function tests.attach_all() returns void language sql as $$
    select core.attach_table(k.kind, 'public.t_notes', k.options::jsonb)
    from (
        values
        ('audit', '{}'),
        ('broadcast', '{"roles": ["editor"]}'),
        ('webhooks', '{"roles": ["editor"], "columns": ["title"]}'),
        ('retention', '{"column": "at", "keep": "1 day"}'),
        ('validation', '{"rules": [{"name": "t", "field": "title", "kind": "required"}]}')
    ) as k (kind, options)
$$;
create function tests.detach_all() returns void language sql as $$
    select core.detach_table(a.kind, 'public.t_notes') from core.attachments as a
$$;
do $$ begin perform tests.attach_all(); end $$;
select isnt_empty(
    $$ select * from tests.stands() except select * from t_before $$, 'it stands'
);

do $$ begin perform tests.detach_all(); end $$;
select set_eq(
    $$ select * from tests.stands() $$, $$ select * from t_before $$, 'nothing is left'
);
select lives_ok(
    $$ select core.detach_table('audit', 'public.t_notes') $$,
    'a second call changes nothing'
);

-- A renamed table is found by its old name, and by its new one.
do $$ begin
    perform tests.attach_all();
    alter table public.t_notes rename to t_papers;
    perform tests.detach_all();
    alter table public.t_papers rename to t_notes;
end $$;
select set_eq(
    $$ select * from tests.stands() $$, $$ select * from t_before $$,
    'a renamed table is detached by its old name'
);
do $$ begin
    perform core.attach_table('audit', 'public.t_notes');
    alter table public.t_notes rename to t_papers;
    perform core.detach_table('audit', 'public.t_papers');
    alter table public.t_papers rename to t_notes;
end $$;
select set_eq(
    $$ select * from tests.stands() $$,
    $$ select * from t_before $$,
    'and by its new name'
);

-- So is one that was dropped.
do $$ begin
    perform tests.attach_all();
    drop table public.t_notes;
end $$;
select lives_ok($$ select tests.detach_all() $$, 'a dropped table is detached');
select is((select count(*) from core.attachments), 0::bigint, 'nothing is left of it');

-- Two attached tables, of which one takes the name of the other.
create table public.t_old (id bigint primary key);
create table public.t_new (id bigint primary key);
do $$ begin
    perform core.attach_table('audit', 'public.t_old');
    perform core.attach_table('audit', 'public.t_new');
end $$;
alter table public.t_old rename to t_older;
alter table public.t_new rename to t_old;
do $$ begin perform core.detach_table('audit', 'public.t_old'); end $$;
select is_empty(
    $$ select t.tgname from pg_catalog.pg_trigger as t
    where t.tgrelid in ('public.t_old'::regclass, 'public.t_older'::regclass) $$,
    'both the table that was meant and the one that has its name are detached'
);

select * from finish();
rollback;
