-- Proves functions/commerce/stock/_fewest_locations.sql.
begin;
select plan(8);

-- Given: the small stock.
select tests.small_stock();

create function pg_temp.fewest(p_offers text) returns bigint[] language sql as $$
    select commerce._fewest_locations(array(
        select row(o[1], o[2], 100, o[3], o[4])::commerce.offer
        from (
            select string_to_array(trim(t), ' ')::bigint[] as o
            from unnest(string_to_array(p_offers, ',')) as t
        ) as s
    ))
$$;
select is(
    pg_temp.fewest('1 10 5 4, 1 11 5 5'), '{11}', 'one location that has all'
);
select is(
    pg_temp.fewest('1 10 5 9, 2 11 5 9, 1 12 5 5, 2 12 5 5'), '{12}',
    'one for both lines rather than the fullest of each'
);
select is(
    array(
        select u
        from unnest(pg_temp.fewest('1 10 9 4, 1 11 9 4, 1 12 9 5')) as u
        order by u
    ),
    '{10,12}', 'two that have all together'
);
select is(
    pg_temp.fewest('1 10 9 4, 1 11 9 4'), null, 'there is no set if stock is short'
);
select is(
    pg_temp.fewest('1 10 1 1, 2 11 1 0'), null, 'or if one line has no offer'
);
select is(
    array(
        select u
        from unnest(
            pg_temp.fewest('1 10 3 1, 1 11 3 1, 2 11 2 2, 1 12 3 1, 1 13 3 0')
        ) as u
        order by u
    ),
    '{10,11,12}', 'or three'
);
select is(
    pg_temp.fewest('1 10 4 1, 1 11 4 1, 1 12 4 1, 1 13 4 1'), null, 'but not four'
);
select is(
    commerce._fewest_locations(array(
        select row(v, l, 100, 4, 1)::commerce.offer
        from generate_series(1, 200) as v
        cross join generate_series(1, 500) as l
    )),
    null, 'as many lines as there may be, at many locations, are no harder'
);

select * from finish();
rollback;
