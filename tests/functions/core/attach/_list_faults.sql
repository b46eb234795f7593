-- Proves functions/core/attach/_list_faults.sql.
begin;
select plan(9);

-- Given: a table with two attachments.
create table public.t_notes (id bigint primary key, title text, at timestamptz);
do $$ begin
    perform core.attach_table('audit', 'public.t_notes');
    perform core.attach_table(
        'retention', 'public.t_notes', '{"column": "at", "keep": "1 day"}'
    );
end $$;
create function tests.faults(p_kind text) returns table (fault text, is_broken boolean)
language sql as $$
    select f.* from core.attachments as a, core._list_faults(a) as f where a.kind = p_kind
$$;

set local quote_all_identifiers = on;
select is_empty(
    $$ select * from tests.faults('audit') $$,
    'a session that quotes each name sees no other table'
);
set local quote_all_identifiers = off;
alter table public.t_notes alter column title type varchar(40);
select results_eq(
    $$ select * from tests.faults('audit') $$,
    $$ values ('column title is now of type character varying(40)', false) $$,
    'another type is noticed'
);
alter table public.t_notes alter column title type text;
alter table public.t_notes disable trigger t80_audit_delete;
select results_eq(
    $$ select * from tests.faults('audit') $$,
    $$ values ('a trigger is missing or disabled', true) $$,
    'a disabled trigger breaks it'
);
alter table public.t_notes enable trigger t80_audit_delete;
alter table public.t_notes drop column title;
select results_eq(
    $$ select * from tests.faults('audit') $$,
    $$ values ('column title is gone', false) $$,
    'a dropped column is noticed'
);
alter table public.t_notes rename column at to made_at;
select set_eq(
    $$ select * from tests.faults('retention') $$,
    $$ values ('column title is gone', false), ('column at is now made_at', true) $$,
    'a renamed column that an option names breaks it'
);
create table public.t_events (id bigint primary key, starts_on date, ends_on date);
do $$ begin
    perform core.attach_table(
        'validation', 'public.t_events',
        '{"rules": [{"name": "order", "kind": "compare", "argument":
            {"left": "starts_on", "op": "<=", "right": "ends_on"}}]}'
    );
end $$;
alter table public.t_events rename column ends_on to last_on;
select results_eq(
    $$ select * from tests.faults('validation') $$,
    $$ values ('column ends_on is now last_on', true) $$,
    'so does one that a rule compares'
);
alter table public.t_notes drop constraint t_notes_pkey;
select ok(
    exists (
        select from tests.faults('audit') as f
        where f.fault = 'the primary key is gone' and f.is_broken
    ),
    'a key that is gone breaks what needs one'
);
alter table public.t_notes rename to t_papers;
select ok(
    exists (
        select from tests.faults('audit') as f
        where f.fault = 'the table is now public.t_papers' and f.is_broken
    ),
    'a renamed table is noticed'
);
drop table public.t_papers;
select results_eq(
    $$ select * from tests.faults('audit') $$,
    $$ values ('the table is gone', true) $$,
    'a dropped table is noticed'
);

select * from finish();
rollback;
