-- Proves functions/master/match_places.sql.
begin;
select plan(3);

-- Given: two regions with a city of one name each, one without a province.
select tests.add_place('r', 1);
select tests.add_place('s', 1);
select tests.add_place('p', 2, 'r');
select tests.add_place('r.c', 3, 'p');
select tests.add_place('s.c', 3, 's');
update master.places set name = 'São José', other_names = '{Sanjo}'
where code like '%.c';
update master.places set name = 'Sao Jose'
where code = 's.c';

create function pg_temp.matched(p_wanted jsonb)
    returns text
    language sql
as $$
    select coalesce(p.code, m.fault, 'neither')
    from master.match_places(jsonb_build_array(p_wanted)) as m
    left join master.places as p on m.place_id = p.id
$$;

select results_eq(
    $$ select pg_temp.matched(n.wanted) from (
           values
           (1, '{"place": "r.c"}'::jsonb),
           (2, '{"place": "own:r.c"}'),
           (3, '{"place": "r.c", "scheme": "own", "country": "YY", "city": "x"}'),
           (4, '{"country": "ZZ", "city": "SANJO", "region": "R"}'),
           (5, '{"country": "ZZ", "city": "sao-josé", "province": "P"}'),
           (6, '{"country": "ZZ", "city": "são josé"}'),
           (7, '{"country": "ZZ", "region": "s"}')
       ) as n (position, wanted) order by n.position $$,
    $$ values ('r.c'), ('r.c'), ('r.c'), ('r.c'), ('r.c'), ('r.c'), ('s') $$,
    'by code, by names in any spelling, within what is named above'
);
select results_eq(
    $$ select pg_temp.matched(n.wanted) from (
           values
           (1, '{"place": "r.c", "scheme": "fips"}'::jsonb),
           (2, '{"place": "x"}'),
           (3, '{"country": "ZZ", "city": "sanjo"}'),
           (4, '{"country": "ZZ", "city": "Other", "province": "p", "region": "r"}'),
           (5, '{"city": "sanjo"}'),
           (6, '{}')
       ) as n (position, wanted) order by n.position $$,
    $$ values
        ('there is no place fips:r.c'), ('there is no place x'),
        ('several places are called sanjo: say in which province or region'),
        ('there is no place Other in p, r, ZZ'), ('country is missing'), ('neither') $$,
    'what is not found or not clear has its reason'
);
update master.places set is_retired = true
where code = 's.c';
select is(
    pg_temp.matched('{"country": "ZZ", "city": "sanjo"}')
    || pg_temp.matched('{"place": "s.c"}'),
    'r.cs.c', 'a retired place is found by its code only'
);

select * from finish();
rollback;
