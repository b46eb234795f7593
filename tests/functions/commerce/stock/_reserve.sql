-- Proves functions/commerce/stock/_reserve.sql.
begin;
select plan(5);

-- Given: nine small shirts free at MAIN, four at SHOP.
select tests.small_stock();
create function pg_temp.reserve(
    p_location text, p_quantity integer, p_allow_partial boolean default false
) returns text language plpgsql as $$
declare
    v_id constant bigint := commerce._reserve(
        tests.user('ada'),
        array(
            select row(v.id, n.location_id, n.quantity)::commerce.stock_line
            from commerce.variants as v
            cross join commerce.locations as o
            cross join lateral (
                values (null::bigint, p_quantity), (o.id, 1)
            ) as n (location_id, quantity)
            where v.sku = 'SHIRT-S' and o.code = p_location
        ),
        core.now() + interval '1 hour', p_allow_partial
    );
begin
    return string_agg(l.code || ' ' || r.quantity, ', ' order by l.code)
    from commerce.reservation_lines as r
    inner join commerce.locations as l on r.location_id = l.id
    where r.reservation_id = v_id;
end;
$$;

select is(
    pg_temp.reserve('SHOP', 5), 'MAIN 5, SHOP 1',
    'a line that names a location takes from it, another by position'
);
select is(
    pg_temp.reserve('MAIN', 5), 'MAIN 4, SHOP 2', 'then from the next location'
);
select matches(
    tests.refusal($$ select pg_temp.reserve('SHOP', 1) $$) ->> 'detail',
    '^1 pieces of SHIRT-S are wanted, 0 can be reserved', 'what is not there is refused'
);
select is(
    (select sum(s.reserved) from commerce.stock_levels as s), 14::bigint,
    'and nothing of it stays reserved'
);
select is(pg_temp.reserve('SHOP', 7, true), 'SHOP 1', 'or given in part');

select * from finish();
rollback;
