-- Proves functions/filters/registry/attach_table.sql.
begin;
select plan(6);

-- Given: a table of others under row-level security.
create table public.t_goods (id bigint primary key, brand text, kind text);
alter table public.t_goods enable row level security;
select lives_ok(
    $$ select core.attach_table(
        'filters', 'public.t_goods', '{"roles": ["editor"], "columns": ["brand", "kind"]}'
    ) $$,
    'filters are attached'
);
select results_eq(
    $$ select d.name, d.column_name::text collate "default", d.roles, d.state
    from filters.dimensions as d
    where d.source_table = 'public.t_goods'::regclass order by 1 $$,
    $$ values
        ('t_goods_brand', 'brand', '{editor}'::text[], 'filling'),
        ('t_goods_kind', 'kind', '{editor}'::text[], 'filling') $$,
    'each column is a dimension for the named roles'
);
select throws_ok(
    format('select core.attach_table(%L, %L, %L)', 'filters', 'public.t_goods', o.it),
    'PT422', 'core.invalid_attachment', 'refused: ' || o.it
)
from (
    values
    ('{"columns": ["brand"]}'), ('{"roles": [], "columns": ["brand"]}'),
    ('{"roles": ["a"], "columns": []}'), ('{"roles": ["a"], "columns": ["x"]}')
) as o (it);

select * from finish();
rollback;
