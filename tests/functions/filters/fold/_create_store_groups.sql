-- Proves functions/filters/fold/_create_store_groups.sql.
begin;
select plan(4);

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

-- Given: a city in no province, a province in no region, a city in that province.
select tests.add_place('land', 1);
select tests.add_place('town', 3, 'land');
select tests.add_place('county', 2);
select tests.add_place('village', 3, 'county');
insert into filters.stores (store_key, name, place_id)
select
    p.code as store_key,
    p.code as name,
    p.id as place_id
from master.places as p
where p.country = 'ZZ';
select results_eq(
    $$ select p.kind, r.code, c.code, count(s.id)
       from filters.store_groups as p
       left join master.places as r on p.region_id = r.id
       left join master.places as c on p.province_id = c.id
       left join filters.store_groups as s
           on
               s.kind = 'store'
               and (p.region_id is null or s.region_id = p.region_id)
               and (p.province_id is null or s.province_id = p.province_id)
       where p.kind <> 'store' and coalesce(r.country, c.country) = 'ZZ'
       group by p.kind, r.code, c.code
       order by p.kind $$,
    $$ values
        ('province', null, 'county', 2::bigint), ('region', 'land', null, 2::bigint) $$,
    'a level that a place lacks makes no group'
);

select * from finish();
rollback;
