-- Proves functions/filters/load/_add_master.sql.
begin;
select plan(4);

-- Given: the small shop, and a line in which everything is new but its city.
select tests.small_shop();
do $$
begin
    perform filters._add_master(array[
        jsonb_populate_record(
            null::filters.incoming_line,
            '{"basket_key": "b9", "store_key": "s9", "brand": "Leaf",
              "brand_mark": "Private", "department": "Food", "category": "Tea",
              "city_code": "0702205000", "store_class": "C"}'
        ),
        jsonb_populate_record(
            null::filters.incoming_line,
            '{"basket_key": "b1", "store_key": "s1", "brand": "FIZZ", "store_class": "D"}'
        )
    ]);
end;
$$;

select results_eq(
    $$ select b.brand_key, b.is_tbwa, c.category_key
       from master.brands as b
       left join master.categories as c on b.category_id = c.id
       order by 1 $$,
    $$ values ('crisp', false, 'food/snacks'), ('fizz', true, 'food/drinks'),
       ('leaf', true, 'food/tea') $$,
    'unknown brands and categories are added, known ones stay'
);
select results_eq(
    $$ select s.store_key, c.name, k.code
       from filters.stores as s
       left join master.places as c on s.place_id = c.id
       left join master.store_classes as k on s.store_class_id = k.id
       where s.store_key in ('s1', 's9')
       order by 1 $$,
    $$ values ('s1', 'City of Makati', 'A'), ('s9', 'Argao', 'C') $$,
    'a new store is where its line says, a known one stays where it is'
);
select is(
    (
        select s.store_key
        from filters.baskets as b
        inner join filters.stores as s on b.store_id = s.id
        where b.basket_key = 'b9'
    ),
    's9',
    'a new basket is in its store'
);
select is(
    (
        select p.region_id is not null
        from filters.store_groups as p
        inner join filters.stores as s on p.store_id = s.id
        where s.store_key = 's9'
    ),
    true,
    'a new store has its group'
);

select * from finish();
rollback;
