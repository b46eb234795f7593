-- Proves functions/commerce/analytics/_list_best_sellers.sql.
begin;
select plan(3);

-- Given: sales of January and February.
select tests.sold_stock();
create function pg_temp.sellers(p_since date, p_until date, p_by text) returns text[]
    language sql as $$
    select array_agg(v.sku order by b.place)
    from unnest(commerce._list_best_sellers(p_since, p_until, p_by))
        with ordinality as b (id, place)
    inner join commerce.variants as v on b.id = v.id
$$;

select is(
    (pg_temp.sellers('2026-02-01', '2026-02-28', 'sku'))[1:2], '{SHIRT-L,SHIRT-S}',
    'those that sold most come first'
);
select set_eq(
    $$ select unnest(pg_temp.sellers('2026-02-01', '2026-02-28', 'product')) $$,
    '{SHIRT-L,SHIRT-S,MUG}'::text[], 'others that had stock follow, with all variants'
);
select is(
    pg_temp.sellers('2025-02-01', '2025-02-28', 'sku'), null,
    'what came later does not count'
);

select * from finish();
rollback;
