-- Proves functions/core/attach/_live_columns.sql.
begin;
select plan(1);

-- Given: a table with a dropped and generated columns.
create table public.t_notes (
    id bigint,
    gone text,
    "Big" numeric(6, 2),
    twice numeric generated always as (1) stored
);
alter table public.t_notes drop column gone;
do $$ begin
    if current_setting('server_version_num')::integer >= 180000 then
        execute 'alter table public.t_notes '
            'add v integer generated always as (1) virtual';
    end if;
end $$;

select results_eq(
    $$ select * from core._live_columns('public.t_notes') $$,
    $$ values
        (1, 'id', 'bigint', false), (3, 'Big', 'numeric(6,2)', false),
        (4, 'twice', 'numeric', true) $$,
    'columns have their places, names and types'
);

select * from finish();
rollback;
