-- Proves functions/filters/fold/_list_moved_stores.sql.
begin;
select plan(2);

-- Given: the small shop.
select tests.small_shop();
select is_empty(
    $$ select * from filters._list_moved_stores() $$,
    'a store is counted where it is'
);

update filters.store_groups
set store_class_id = null
where
    store_id = (
        select id
        from filters.stores
        where store_key = 's1'
    );
select results_eq(
    $$ select s.store_key, k.code
       from filters._list_moved_stores() as m
       inner join filters.stores as s on m.store_id = s.id
       inner join master.store_classes as k on m.store_class_id = k.id $$,
    $$ values ('s1', 'A') $$,
    'a store that is counted elsewhere is found, with where it is'
);

select * from finish();
rollback;
