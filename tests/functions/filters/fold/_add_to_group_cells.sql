-- Proves functions/filters/fold/_add_to_group_cells.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

select results_eq(
    $$ select p.kind, sum(c.lines)::bigint
       from filters.cells as c
       inner join filters.store_groups as p on c.group_id = p.id
       where p.kind <> 'store' and c.category_id = 0 and c.brand_id = 0
       group by p.kind
       order by p.kind $$,
    $$ values
        ('all', 7::bigint), ('province', 6::bigint), ('province_class', 6::bigint),
        ('region', 6::bigint), ('region_class', 6::bigint), ('store_class', 6::bigint) $$,
    'groups count the lines of their stores; a store without city is in `all` alone'
);
select is_empty(
    $$ select p.kind
       from filters.cells as c
       inner join filters.store_groups as p on c.group_id = p.id
       where p.kind not in ('store', 'all') and c.category_id > 0 and c.brand_id > 0 $$,
    'only stores and `all` know categories and brands together'
);

-- Given: a group that a province had before it got its region.
insert into filters.store_groups (kind, province_id, store_class_id)
select
    p.kind,
    p.province_id,
    p.store_class_id
from filters.store_groups as p
where p.kind like 'province%';
do $$ begin perform filters._add_to_group_cells(p_after_id => 0); end $$;
select is_empty(
    $$ select p.kind
       from filters.cells as c
       inner join filters.store_groups as p on c.group_id = p.id
       where p.kind like 'province%' and p.region_id is null $$,
    'nothing is counted where a province was'
);

select * from finish();
rollback;
