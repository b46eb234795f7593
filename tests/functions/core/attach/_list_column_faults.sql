-- Proves functions/core/attach/_list_column_faults.sql.
begin;
select plan(2);

-- Given: an attachment, and a table that changed since.
create table public.t_notes (
    id bigint primary key, gone text, title text, size integer
);
alter table public.t_notes drop column gone;
do $$ begin perform core.attach_table('audit', 'public.t_notes'); end $$;
alter table public.t_notes rename column title to heading;
alter table public.t_notes add column title text;
create function tests.faults() returns setof text language sql as $$
    select f.fault
    from core.attachments as a, core._list_column_faults(a, '{}') as f
    where a.kind = 'audit' order by 1
$$;

select results_eq(
    $$ select * from tests.faults() $$,
    $$ values ('column title is now heading'), ('column title was added') $$,
    'a renamed column is followed, and another of its name is new'
);

-- A restored dump: columns have other numbers.
update core.attachments set
    numbered_table = 1, numbers = '{"id": 1, "title": 7, "size": 2}'
where table_name = 'public.t_notes';
select results_eq(
    $$ select * from tests.faults() $$,
    $$ values ('column heading was added') $$,
    'there columns are known by their names'
);

select * from finish();
rollback;
