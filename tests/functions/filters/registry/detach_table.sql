-- Proves functions/filters/registry/detach_table.sql.
begin;
select plan(4);

-- Given: two tables that are counted, one of which is dropped.
create table public.t_goods (id bigint primary key, brand text);
create table public.t_gone (id bigint primary key, brand text);
do $$ begin
    perform core.attach_table('filters', n.name, '{"roles": ["a"], "columns": ["brand"]}')
    from (values ('public.t_goods'), ('public.t_gone')) as n (name);
    perform core.detach_table('filters', 'public.t_goods');
end $$;
select triggers_are('public', 't_goods', '{}'::name[], 'no trigger is left');
select is_empty(
    $$ select name from filters.dimensions where name = 't_goods_brand'
    union all
    select source_table::text from filters.allowed_sources
    where source_table = 'public.t_goods'::regclass $$,
    'nor a dimension, nor a right'
);
drop table public.t_gone;
select lives_ok(
    $$ select core.detach_table('filters', 'public.t_gone') $$,
    'a dropped table is detached'
);
select is_empty(
    $$ select name from filters.dimensions where name = 't_gone_brand' $$,
    'nothing is left of it'
);

select * from finish();
rollback;
