-- Proves functions/filters/registry/detach_table.sql.
begin;
select plan(6);

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

-- Given: an attached table, one of whose dimensions is below another.
create table public.t_kinds (id bigint primary key, brand text, kind text);
do $$ begin
    perform core.attach_table(
        'filters', 'public.t_kinds', '{"roles": ["a"], "columns": ["brand", "kind"]}'
    );
    perform filters.register_dimension(
        '{"name": "t_kinds_kind", "parent": "t_kinds_brand", "source": "public.t_kinds",
          "column": "kind"}'
    );
end $$;
select lives_ok(
    $$ select core.attach_table(
        'filters', 'public.t_kinds', '{"roles": ["a"], "columns": ["brand", "kind"]}'
    ) $$,
    'it is attached again'
);
do $$ begin
    perform filters.register_dimension(
        '{"name": "t_kinds_kind", "parent": "t_kinds_brand", "source": "public.t_kinds",
          "column": "kind"}'
    );
    perform core.detach_table('filters', 'public.t_kinds');
end $$;
select is_empty(
    $$ select name from filters.dimensions where name like 't_kinds%' $$,
    'and detached'
);

select * from finish();
rollback;
