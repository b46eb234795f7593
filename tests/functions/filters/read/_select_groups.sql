-- Proves functions/filters/read/_select_groups.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

select is(
    cardinality(filters._select_groups('store', null)), 3,
    'nothing narrowed: every store'
);
select is(
    filters._select_groups(
        'store', (
            select row(array[id], null, null, null, null, null)::filters.selection
            from master.places
            where place_key = 'NCR'
        )
    ),
    array(
        select p.id
        from filters.store_groups as p
        inner join filters.stores as s on p.store_id = s.id
        where s.store_key = 's1'
    ),
    'a region leaves its stores'
);
select is(
    filters._select_groups(
        'store', row(null, null, null, '{}', null, null)::filters.selection
    ),
    '{}',
    'no value matches no store'
);

select * from finish();
rollback;
