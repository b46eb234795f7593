-- Proves functions/filters/fold/tg_stores__create_groups.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

insert into filters.stores (store_key, name, place_id, store_class_id)
values
(
    's4', 'S',
    (
        select id from master.places
        where place_key = '1380300000'
    ),
    (
        select id from master.store_classes
        where code = 'B'
    )
),
('s5', 'S', null, null);

select results_eq(
    $$ select s.store_key, p.capacity
       from filters.store_groups as p
       inner join filters.stores as s on p.store_id = s.id
       where s.store_key in ('s4', 's5')
       order by s.store_key $$,
    $$ values ('s4', 0::bigint), ('s5', 0) $$,
    'each new store has a group, with room for no basket yet'
);
select results_eq(
    $$ select p.kind
       from filters.store_groups as p
       where
           p.kind like '%\_class'
           and p.store_class_id = (select id from master.store_classes where code = 'B')
           and p.region_id = (select id from master.places where place_key = 'NCR')
       order by p.kind $$,
    $$ values ('province_class'), ('region_class') $$,
    'and so have the groups that it is the first of'
);

select tests.sell('b7', 'fizz', 'food/drinks', 3, 's4');
select is(
    filters.filter_values('store_class', '{"region": "NCR"}') -> 'items',
    '[{"value": "A", "label": "Class A: the quarter of stores that sells most",
       "count": 4},
      {"value": "B", "label": "Class B: above the median", "count": 1}]',
    'its first line counts where it is'
);

select * from finish();
rollback;
