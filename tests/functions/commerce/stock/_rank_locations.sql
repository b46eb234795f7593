-- Proves functions/commerce/stock/_rank_locations.sql.
begin;
select plan(4);

-- Given: the small stock.
select tests.small_stock();

create function pg_temp.id_of(p_key text) returns bigint language sql as $$
    select v.id from commerce.variants as v where v.sku = p_key
    union all
    select l.id from commerce.locations as l where l.code = p_key
$$;

create function pg_temp.ranked(p_sku text, p_quantity integer, p_strategy text)
    returns text language sql as $$
    select string_agg(l.code, ' ' order by r.rank)
    from commerce._rank_locations(
        array[row(pg_temp.id_of(p_sku), null, p_quantity)::commerce.stock_line],
        p_strategy
    ) as r
    inner join commerce.locations as l on r.location_id = l.id
$$;
update commerce.locations set position = 30
where code = 'MAIN';
select is(
    pg_temp.ranked('SHIRT-S', 1, 'given_order'), 'SHOP MAIN', 'locations have an order'
);
select is(
    pg_temp.ranked('SHIRT-S', 1, 'most_stock'), 'MAIN SHOP', 'or the fullest is first'
);
select is(
    pg_temp.ranked('SHIRT-S', 6, 'fewest_parcels'), 'MAIN SHOP',
    'or the one that gives all'
);
select is(pg_temp.ranked('MUG', 1, 'most_stock'), 'SHOP', 'empty ones have no rank');

select * from finish();
rollback;
