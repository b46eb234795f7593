-- Proves functions/filters/_place_stores.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

select results_eq(
    $$ select kind, count(*) from filters.places group by kind order by kind $$,
    $$ values
        ('all', 1::bigint), ('province', 2::bigint), ('province_class', 2::bigint),
        ('region', 2::bigint), ('region_class', 2::bigint), ('store', 3::bigint),
        ('store_class', 2::bigint) $$,
    'every store has a place, and so has every group that has a store'
);

create temporary table before as
select *
from filters.places;
do $$ begin
    perform filters._place_stores(array(select id from filters.stores));
end $$;
select set_eq(
    $$ select * from filters.places $$,
    $$ select * from pg_temp.before $$,
    'what has a place keeps it'
);

delete from filters.places
where id > 0;
do $$ begin
    perform filters._place_stores(
        array(
            select id from filters.stores
            where store_key = 's2'
        )
    );
end $$;
select set_eq(
    $$ select kind from filters.places $$,
    array[
        'all', 'province', 'province_class', 'region', 'region_class', 'store',
        'store_class'
    ],
    'only these stores and their groups are placed, each once'
);

select * from finish();
rollback;
