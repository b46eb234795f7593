-- Proves functions/filters/_changed_masks.sql.
begin;
select plan(2);

-- Given: the small shop; b1 and b3 changed, b9 is new.
select tests.small_shop();
select is_empty(
    $$ select * from filters._changed_masks(null) $$,
    'nothing changed: no mask'
);
select tests.sell('b1', 'fizz', 'food/drinks', 100);
select tests.sell('b3', 'fizz', 'food/drinks', 100);
select tests.sell('b9', 'fizz', 'food/drinks', 100, 's1');

select results_eq(
    $$ select s.store_key, length(m.mask), bit_count(m.mask), b.basket_key
       from filters._changed_masks(null) as m
       inner join filters.places as p on m.place_id = p.id
       inner join filters.stores as s on p.store_id = s.id
       inner join filters.baskets as b on s.id = b.store_id and b.ordinal is not null
       where get_bit(m.mask, b.ordinal::integer) = 1
       order by s.store_key $$,
    $$ values ('s1', 64, 1::bigint, 'b1'), ('s2', 64, 1, 'b3') $$,
    'as long as the bitmaps, with the bit of each changed basket that has one'
);

select * from finish();
rollback;
