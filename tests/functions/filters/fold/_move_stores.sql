-- Proves functions/filters/fold/_move_stores.sql.
begin;
select plan(5);

-- Given: the small shop with a change that waits; a store that moved behind its back.
select tests.small_shop();
delete from filters.transactions
where price_minor = -200;
alter table filters.stores disable trigger t75_sync_values;
update filters.stores
set
    place_id = (
        select id
        from master.places
        where place_key = '1380300000'
    ),
    store_class_id = null
where store_key = 's2';

do $$ begin perform filters._move_stores(); perform filters._list_values(); end $$;

select results_eq(
    $$ select kind, lines
       from filters.cells as c
       inner join filters.store_groups as p on c.group_id = p.id
       where p.kind like 'region%' and c.category_id = 0 and c.brand_id = 0
       order by 1 $$,
    $$ values ('region', 5::bigint), ('region_class', 4) $$,
    'groups count the lines of the stores that are in them now'
);
select is_empty(
    $$ select * from filters.line_changes $$,
    'what waited is folded first'
);
-- Given: a store in a county of no region, which gets its region later.
select tests.add_place('land', 1);
select tests.add_place('county', 2);
select tests.add_place('town', 3, 'county');
update filters.stores
set
    place_id = (
        select id
        from master.places
        where place_key = 'town'
    ),
    store_class_id = (
        select id
        from master.store_classes
        where code = 'A'
    )
where store_key = 's3';
do $$ begin perform filters._move_stores(); perform filters._list_values(); end $$;
update master.places as p
set parent_id = r.id, parent_level = r.level
from master.places as r
where p.place_key = 'county' and r.place_key = 'land';
select tests.sell('b4', 'fizz', 'food/drinks', 1);
do $$ begin perform filters._lock_folds(); perform filters._fold_all(); end $$;

select results_eq(
    $$ select p.kind, r.place_key, c.lines
       from filters.cells as c
       inner join filters.store_groups as p on c.group_id = p.id
       inner join master.places as m on p.province_id = m.id
       left join master.places as r on p.region_id = r.id
       where
           p.kind like 'province%'
           and m.place_key = 'county'
           and c.category_id = 0
           and c.brand_id = 0
       order by p.kind $$,
    $$ values ('province', 'land', 2::bigint), ('province_class', 'land', 2) $$,
    'a province that got its region has one group, with its region'
);
select results_eq(
    $$ select b ->> 'value', (b ->> 'count')::bigint
       from jsonb_array_elements(
           filters.filter_values('brand', '{"province": ["county"]}') -> 'items'
       ) as b $$,
    $$ values ('fizz', 2::bigint) $$,
    'and lists of it count each line once'
);

select is_empty(
    $$ select i.name
       from core.invariants as i
       cross join lateral core.run_invariant(i.name) as r
       where i.module = 'filters' and r.violations > 0 $$,
    'no invariant is broken'
);

select * from finish();
rollback;
