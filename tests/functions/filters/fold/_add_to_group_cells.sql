-- Proves functions/filters/fold/_add_to_group_cells.sql.
begin;
select plan(2);

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

select * from finish();
rollback;
