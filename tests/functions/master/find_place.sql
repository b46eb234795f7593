-- Proves functions/master/find_place.sql.
begin;
select plan(5);

-- Given: a region and a group in it that share a code, and a code with a colon.
insert into master.places (country, scheme, code, level, place_key, name)
values ('ZZ', 'own', '13', 1, 'NCR', 'Capital');
insert into master.places (
    country, scheme, code, level, place_key, parent_id, parent_level, name
)
select
    'ZZ' as country,
    'own' as scheme,
    n.code,
    2 as level,
    n.place_key,
    p.id as parent_id,
    1 as parent_level,
    n.name
from master.places as p
cross join (
    values ('13', '13', 'Group'), ('a:b', 'x:a:b', 'Colon')
) as n (code, place_key, name)
where p.place_key = 'NCR';

create function pg_temp.found(p_text text)
    returns text
    language sql
as $$
    select p.name from master.places as p where p.id = master.find_place(p_text)
$$;

select is(pg_temp.found('NCR'), 'Capital', 'a key names a place');
select is(pg_temp.found('own:13'), 'Group', 'so does a code, the deepest place first');
select is(pg_temp.found('own:a:b'), 'Colon', 'a code may hold a colon');
select is(pg_temp.found('own'), null, 'a scheme alone names none');
select is(pg_temp.found(null), null, 'nor does nothing');

select * from finish();
rollback;
