-- Proves functions/core/doctor/_diagnose_attachments.sql.
begin;
select plan(3);

-- Given: three attached tables.
create table public.t_same (id bigint primary key);
create table public.t_again (id bigint primary key);
create table public.t_gone (id bigint primary key);
do $$ begin
    perform core.attach_table('audit', t.name)
    from unnest('{public.t_same,public.t_again,public.t_gone}'::text[]) as t (name);
end $$;
select is_empty(
    'select code from core._diagnose_attachments()',
    'an attachment whose table stands is not a finding'
);

drop table public.t_gone;
drop table public.t_again;
create table public.t_again (id bigint primary key);
select results_eq(
    'select code, severity, what, remedy
     from core._diagnose_attachments() order by code',
    $$ values
    (
        'attachment_strayed', 'error',
        'Attachment audit is not on the current table public.t_again.',
        'rowhouse migrate up'
    ),
    (
        'attachment_without_table', 'warning',
        'Attachment audit is of a table that is gone: public.t_gone.',
        'rowhouse detach audit public.t_gone'
    ) $$,
    'one whose table was made again is, and one whose table is gone'
);

set local role app_worker;
select lives_ok(
    'select code from core._diagnose_attachments()', 'a worker may ask'
);

select * from finish();
rollback;
