-- Proves functions/filters/fold/_number_baskets.sql.
begin;
select plan(3);

-- Given: the small shop, and baskets that are not counted yet.
select tests.small_shop();
insert into filters.stores (store_key, name)
values ('s9', 'S');
select tests.sell(n.basket_key, null, null, 1, n.store_key)
from (
    values ('c1', 's1'), ('c2', 's1'), ('c3', 's2'), ('c4', 's1'), ('c5', 's9')
) as n (basket_key, store_key);

do $$ begin
    perform filters._number_baskets(
        array(
            select id from filters.baskets
            where basket_key in ('b1', 'c1', 'c3', 'c4', 'c5')
        )
    );
end $$;
select results_eq(
    $$ select basket_key, ordinal from filters.baskets
       where basket_key like 'c%'
       order by basket_key $$,
    $$ values
        ('c1', 2::bigint), ('c2', null), ('c3', 1), ('c4', 3), ('c5', 0) $$,
    'each of them has the next number of its store, others have none yet'
);
select results_eq(
    $$ select ordinal from filters.baskets where basket_key = 'b1' $$,
    $$ values (0::bigint) $$,
    'who has a number keeps it'
);
select is(
    (core.run_invariant('filters.ordinals_have_no_gap')).violations, 0::bigint,
    'there is no gap'
);

select * from finish();
rollback;
