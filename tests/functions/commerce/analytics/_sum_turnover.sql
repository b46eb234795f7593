-- Proves functions/commerce/analytics/_sum_turnover.sql.
begin;
select plan(4);

-- Given: stock of January, of which some is sold; January is folded.
select tests.sold_stock();
create function pg_temp.turnover(p_by text) returns text[] language sql as $$
    select array_agg(
        format('%s %s/%s-%s', coalesce(l.key, '-'), s.sold, s.opening, s.closing)
        order by l.key
    )
    from commerce._sum_turnover('2026-02-01', '2026-02-28', p_by) as s
    left join commerce._list_labels(p_by, array[s.group_id]) as l on true
$$;

select is(
    pg_temp.turnover('sku'), '{"MUG 0/1-1","SHIRT-L 5/20-15","SHIRT-S 1/12-11"}',
    'per SKU'
);
select is(
    pg_temp.turnover('category'), '{"clothes 6/32-26","kitchen 0/1-1"}', 'per category'
);
select is(pg_temp.turnover('brand'), '{"- 6/33-27"}', 'and what has none');
select is(
    pg_temp.turnover('location'), '{"MAIN 5/27-22","SHOP 1/6-5"}', 'per location'
);

select * from finish();
rollback;
