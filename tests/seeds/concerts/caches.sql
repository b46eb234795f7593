-- Proves sql/seeds/concerts/caches.sql.j2.
begin;
select plan(1);

-- Given: an empty database.
select is(core.cached('concerts.homepage', c.arguments), '[]'::jsonb, 'it is warmed')
from core.caches as k
cross join jsonb_array_elements(k.warm) with ordinality as c (arguments, place)
where k.name = 'concerts.homepage'
order by c.place
limit 1;

select * from finish();
rollback;
