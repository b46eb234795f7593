-- Proves functions/concerts/merging/_find_collisions.sql.
begin;
select plan(3);

-- Given: the double tour.
select tests.double_tour();

select results_eq(
    $$ select c.* from concerts._find_collisions(
        'concerts.songs', 'artist_id', 'true', '{artist_id,lower(title)}', 'true', false,
        1001, 1003
    ) as c $$,
    $$ values ('{"id": 3102}'::jsonb, '{"id": 3002}'::jsonb) $$,
    'expressions are compared'
);
update concerts.shows
set venue_id = null
where id in (4001, 4101);
select is(
    (
        select count(*) from concerts._find_collisions(
            'concerts.shows', 'artist_id', 'true', '{artist_id,venue_id,show_on}',
            'true', n.is_equal, 1001, 1003
        )
    ),
    n.collisions, n.what
)
from (
    values (true, 1::bigint, 'nulls are equal'), (false, 0, 'or not')
) as n (is_equal, collisions, what);

select * from finish();
rollback;
