-- Proves triggers/filters/master.sql.j2.
begin;
select plan(3);

select results_eq(
    $$ select t.tgrelid::regclass::text
       from pg_catalog.pg_trigger as t
       where
           t.tgname = 't75_sync_values'
           and t.tgtype = 16
           and t.tgfoid = 'filters.tg__sync_values()'::regprocedure
           and t.tgrelid <> 'filters.stores'::regclass
       order by t.tgrelid::regclass::text collate "C" $$,
    array[
        'master.brands', 'master.categories', 'master.places', 'master.store_classes'
    ],
    'an update of any of them, as a whole, reaches the values'
);
select is_empty(
    $$ select t.tgname
       from pg_catalog.pg_trigger as t
       inner join pg_catalog.pg_class as c on t.tgrelid = c.oid
       inner join pg_catalog.pg_proc as p on t.tgfoid = p.oid
       where
           c.relnamespace = 'master'::regnamespace
           and p.pronamespace not in (
               'master'::regnamespace, 'filters'::regnamespace,
               'core'::regnamespace, 'pg_catalog'::regnamespace
           ) $$,
    'no other module has one there'
);

-- Given: the small shop.
select tests.small_shop();
update master.brands set name = 'Zzz'
where brand_key = 'crisp';
select is(
    filters.filter_values('brand') #>> '{items, 1, label}', 'Zzz',
    'a renamed brand is listed by its new name at once'
);

select * from finish();
rollback;
