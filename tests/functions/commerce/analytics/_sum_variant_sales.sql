-- Proves functions/commerce/analytics/_sum_variant_sales.sql.
begin;
select plan(4);

-- Given: sales of January, folded, and of February, not folded.
select tests.sold_stock();
create function pg_temp.sums(p_since date, p_until date, p_skus text[] default null)
    returns text[] language sql as $$
    select array_agg(format('%s %s %s', v.sku, s.quantity, s.amount_minor) order by v.sku)
    from commerce._sum_variant_sales(p_since, p_until, (
        select array_agg(v.id) from commerce.variants as v where v.sku = any(p_skus)
    )) as s
    inner join commerce.variants as v on s.variant_id = v.id
$$;

select is(
    pg_temp.sums('2026-01-01', '2026-02-28'),
    '{"MUG 2 200","SHIRT-L 5 500","SHIRT-S 4 400"}',
    'whole months, and what is not folded'
);
select is(
    pg_temp.sums('2026-01-06', '2026-02-02'), '{"SHIRT-S 4 400"}', 'parts of months'
);
select is(
    pg_temp.sums('2026-01-01', '2026-02-28', '{MUG}'), '{"MUG 2 200"}',
    'of some variants'
);
do $$ begin perform tests.fold_reports(); end; $$;
select is(
    pg_temp.sums('2025-12-15', '2026-02-02'),
    '{"MUG 2 200","SHIRT-S 4 400"}', 'days around a month'
);

select * from finish();
rollback;
