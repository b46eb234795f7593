-- Proves functions/core/attach/_attachable_table.sql.
begin;
select plan(17);

-- Given: tables of many kinds.
create table public."Order" (id bigint);
create table public.t_parts (id bigint) partition by list (id);
create table public.t_part partition of public.t_parts default;
create table public.t_parent (id bigint);
create table public.t_child () inherits (public.t_parent);
create view public.t_view as select 1 as one;
create table public."a.b" (id bigint);
create table public.t_other (id bigint);
create role t_shop;
grant t_shop to postgres;
grant create on schema public to t_shop;
alter table public.t_other owner to t_shop;
do $$ begin execute format('create table public.%I (id bigint)', E'a\nb'); end $$;
create temporary table t_temporary (id bigint);

select is(
    core._attachable_table(n.name),
    'public."Order"'::regclass,
    'a table is found: ' || n.name
)
from (values ('public."Order"'), ('"public"."Order"')) as n (name);
select is(
    core._attachable_table('public.t_parts'), 'public.t_parts'::regclass,
    'a partitioned table is one'
);
select throws_ok(
    format('select core._attachable_table(%L)', n.name), 'PT422',
    'core.unattachable_table', 'refused: ' || n.name
)
from (
    values
    ('public.order'),
    ('"Order"'),
    ('public."a.b"'),
    (E'public."a\nb"'),
    ('public.t_other'),
    ('public.t_part'), ('public.t_parent'), ('public.t_child'), ('public.t_view'),
    ('core.jobs'), ('auth.users'), ('pg_catalog.pg_class'), ('public."'), ('x.y; drop')
) as n (name);

select * from finish();
rollback;
