-- Proves functions/core/attach/list_attachments.sql.
begin;
select plan(4);

-- Given: an audited table that masks a column.
create table public.t_notes (id bigint primary key, title text, secret text);
do $$ begin
    perform core.attach_table('audit', 'public.t_notes', '{"masked": ["secret"]}');
end $$;

select results_eq(
    $$ select l.table_name, l.kind, l.faults, l.is_whole
    from core.list_attachments() as l $$,
    $$ values ('public.t_notes', 'audit', '{}'::text[], true) $$,
    'what is as it was has no fault'
);
alter table public.t_notes add column body text;
select results_eq(
    $$ select l.faults, l.is_whole from core.list_attachments() as l $$,
    $$ values ('{column body was added}'::text[], true) $$,
    'a new column is named, and nothing is broken'
);
alter table public.t_notes rename column secret to hidden;
set local role app_reader;
select results_eq(
    $$ select l.faults, l.is_whole from core.list_attachments() as l $$,
    $$ values (
        '{column secret is now hidden,column body was added}'::text[], false
    ) $$,
    'a renamed column that is masked breaks it, and monitoring sees it'
);
set local role anon;
select throws_ok(
    $$ select core.list_attachments() $$, '42501', null, 'no caller of the API may ask'
);

select * from finish();
rollback;
