-- Proves functions/commerce/analytics/_sum_sales.sql.
begin;
select plan(4);

-- Given: sales of January, folded, and of February, not folded.
select tests.sold_stock();
create function pg_temp.sums(p_by text) returns text[] language sql as $$
    select array_agg(format('%s %s', coalesce(l.key, '-'), s.quantity) order by l.key)
    from commerce._sum_sales('2026-01-01', '2026-02-28', p_by) as s
    left join commerce._list_labels(p_by, array[s.group_id]) as l on true
$$;

select is(pg_temp.sums('sku'), '{"MUG 2","SHIRT-L 5","SHIRT-S 4"}', 'per SKU');
select is(pg_temp.sums('category'), '{"clothes 9","kitchen 2"}', 'per category');
select is(pg_temp.sums('brand'), '{"- 11"}', 'and what has none');
select is(pg_temp.sums('location'), '{"MAIN 8","SHOP 3"}', 'per location');

select * from finish();
rollback;
