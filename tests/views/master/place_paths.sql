-- Proves sql/views/master/place_paths.sql.
begin;
select plan(4);

-- Given: a region with a city, a region with a province and a city, a province alone.
select tests.add_place('r', 1);
select tests.add_place('p', 2, 'r');
select tests.add_place('c', 3, 'r');
select tests.add_place('q', 2);
select tests.add_place('d', 3, 'q');
select tests.add_place('e', 3, 'p');

select is(
    tests.grants_of('master.place_paths'),
    array['select to app_reader, authenticated, service_role'],
    'these rights are granted, and no others'
);
select is(
    tests.reach_of('master.place_paths'),
    array['select all to app_reader, authenticated, service_role'],
    'the view opens these rows, whatever is granted'
);
select results_eq(
    $$ select p.place_key, n.region_key, n.province_key, n.city_key
       from master.place_paths as n
       inner join master.places as p on n.place_id = p.id
       where p.country = 'ZZ'
       order by p.place_key collate "C" $$,
    $$ values
        ('c', 'r', null, 'c'), ('d', null, 'q', 'd'), ('e', 'r', 'p', 'e'),
        ('p', 'r', 'p', null), ('q', null, 'q', null), ('r', 'r', null, null) $$,
    'each place has the levels that it lies in'
);
select is_empty(
    $$ select n.place_id
       from master.place_paths as n
       left join master.places as r on n.region_id = r.id
       left join master.places as p on n.province_id = p.id
       left join master.places as c on n.city_id = c.id
       where
           (n.region_key, n.province_key, n.city_key)
           is distinct from (r.place_key, p.place_key, c.place_key) $$,
    'keys and ids are of the same places'
);

select * from finish();
rollback;
