-- Proves functions/filters/fold/_create_store_groups.sql.
begin;
select plan(3);

-- Given: the small shop.
select tests.small_shop();

select results_eq(
    $$ select kind, count(*) from filters.store_groups group by kind order by kind $$,
    $$ values
        ('all', 1::bigint), ('province', 2::bigint), ('province_class', 2::bigint),
        ('region', 2::bigint), ('region_class', 2::bigint), ('store', 3::bigint),
        ('store_class', 2::bigint) $$,
    'each store has a group of its own, and each group has a store'
);

create temporary table before as
select *
from filters.store_groups;
do $$ begin
    perform filters._create_store_groups(array(select id from filters.stores));
end $$;
select set_eq(
    $$ select * from filters.store_groups $$,
    $$ select * from pg_temp.before $$,
    'an existing group stays as it is'
);

delete from filters.store_groups
where id > 0;
do $$ begin
    perform filters._create_store_groups(
        array(
            select id from filters.stores
            where store_key = 's2'
        )
    );
end $$;
select set_eq(
    $$ select kind from filters.store_groups $$,
    array[
        'all', 'province', 'province_class', 'region', 'region_class', 'store',
        'store_class'
    ],
    'only these stores and their groups are placed, each once'
);

select * from finish();
rollback;
