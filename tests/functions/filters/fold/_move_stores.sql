-- Proves functions/filters/fold/_move_stores.sql.
begin;
select plan(3);

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
select is_empty(
    $$ select i.name
       from core.invariants as i
       cross join lateral core.run_invariant(i.name) as r
       where i.module = 'filters' and r.violations > 0 $$,
    'no invariant is broken'
);

select * from finish();
rollback;
