-- Proves functions/commerce/analytics/_sum_variant_stock.sql.
begin;
select plan(4);

-- Given: stock of January, of which some is sold; January is folded.
select tests.sold_stock();
create function pg_temp.stock(p_since date, p_until date, p_skus text[] default null)
    returns text[] language sql as $$
    select array_agg(format('%s %s-%s', v.sku, s.opening, s.closing) order by v.sku)
    from commerce._sum_variant_stock(p_since, p_until, (
        select array_agg(v.id) from commerce.variants as v where v.sku = any(p_skus)
    )) as s
    inner join commerce.variants as v on s.variant_id = v.id
$$;

select is(
    pg_temp.stock('2025-12-01', '2025-12-31'), null, 'what came later does not count'
);
select is(
    pg_temp.stock('2026-01-01', '2026-01-05'),
    '{"MUG 0-1","SHIRT-L 0-20","SHIRT-S 0-15"}',
    'a period begins before its first day and ends after its last one'
);
select is(
    pg_temp.stock('2026-01-06', '2026-02-02'),
    '{"MUG 1-1","SHIRT-L 20-20","SHIRT-S 15-11"}',
    'months before, days since, and what is not folded'
);
select is(
    pg_temp.stock('2026-02-01', '2026-02-28', '{SHIRT-L}'), '{"SHIRT-L 20-15"}',
    'of some variants'
);

select * from finish();
rollback;
