-- Proves functions/filters/_measure_stores.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

select results_eq(
    $$ select s.store_key, bit_count(m.bits)
       from filters._measure_stores(
           row(null, null, null, null, null, array(select id from master.brands))
           ::filters.selection
       ) as m
       inner join filters.places as p on m.place_id = p.id
       inner join filters.stores as s on p.store_id = s.id
       order by s.store_key $$,
    $$ values ('s1', 2::bigint), ('s2', 1::bigint), ('s3', 1::bigint) $$,
    'one bitmap per store, with each matching basket once'
);

create function pg_temp.baskets() returns bigint language sql as $$
    select sum(bit_count(m.bits))::bigint from filters._measure_stores(null) as m
$$;
select tests.sell('b1', 'fizz', null, 1);
select is(pg_temp.baskets(), 3::bigint, 'without the baskets that changed');
do $$ begin perform filters._fold_all(); end $$;
select is(pg_temp.baskets(), 4::bigint, 'until they are folded');

select * from finish();
rollback;
