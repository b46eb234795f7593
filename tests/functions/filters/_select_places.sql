-- Proves functions/filters/_select_places.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

select is(
    cardinality(filters._select_places('store', null)), 3,
    'nothing narrowed: every store'
);
select is(
    filters._select_places(
        'store', (
            select row(array[id], null, null, null, null, null)::filters.selection
            from master.regions
            where short_name = 'NCR'
        )
    ),
    array(
        select p.id
        from filters.places as p
        inner join filters.stores as s on p.store_id = s.id
        where s.store_key = 's1'
    ),
    'a region leaves its stores'
);
select is(
    filters._select_places(
        'store', row(null, null, null, '{}', null, null)::filters.selection
    ),
    '{}',
    'no value matches no store'
);

select * from finish();
rollback;
