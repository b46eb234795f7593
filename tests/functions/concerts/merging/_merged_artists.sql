-- Proves functions/concerts/merging/_merged_artists.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

select is(concerts._merged_artists(m.entity, m.ids), m.artists, m.what)
from (
    values
    ('artist', '{1,2}'::bigint[], '{1,2}'::bigint[], 'artists themselves'),
    ('show', '{4001,4101,4102}', '{1001,1003}', 'those of shows'),
    ('venue', '{2001}', '{}', 'none')
) as m (entity, ids, artists, what);

select * from finish();
rollback;
