-- Proves functions/concerts/dedup/_next_match_step.sql.
begin;
select plan(4);

-- Given: twelve artists of one name, so 66 pairs.
insert into concerts.artists (id, name)
overriding system value
select
    n.id,
    'Tenor' as name
from generate_series(1, 12) as n (id);
do $$ begin perform concerts._refresh_matches('artist'); end; $$;

select results_eq(
    $$ select cardinality(s.ids), s.pairs
       from (values (66), (50), (10)) as m (pairs)
       cross join lateral concerts._next_match_step('artist', 1, m.pairs) as s
       order by m.pairs desc $$,
    'values (12, 66::bigint), (4, 38), (1, 11)',
    'many pairs are of fewer records, one at least'
);
select is(
    (concerts._next_match_step('artist', 12, 10)).ids, '{12}'::bigint[],
    'from an id on'
);
select is(
    (concerts._next_match_step('artist', 13, 10)).ids, '{}'::bigint[], 'to the last one'
);
select is(
    (concerts._next_match_step('artist', 13, 10)).pairs, 0::bigint, 'without pairs'
);

select * from finish();
rollback;
