-- Proves functions/concerts/dedup/_score_pairs.sql.
begin;
select plan(6);

-- Given: the double tour.
select tests.double_tour();

insert into concerts.external_ids (source, entity, external_id, record_id, seen_at)
values ('spotify', 'artist', 'sp-3', 1002, core.now());
insert into concerts.artists (id, name) overriding system value
values (11, 'Metallica'), (12, 'Metalica'), (13, 'Aerosmith');
do $$ begin
    perform concerts._refresh_matches('artist'), concerts._refresh_matches('show');
end; $$;
select results_eq(
    $$ select s.left_id, s.right_id, round(s.score::numeric, 3)
       from concerts._score_pairs('artist', 0, 9999, 0.5) as s $$,
    'values (11::bigint, 12::bigint, 0.727), (1001, 1003, 0.842)',
    'pairs with their scores'
);
select is(
    s.features -> 'spotify',
    '{"left": "sp-1", "right": "sp-2", "weight": 0.1, "similarity": 0,
      "factor": 0.85}'::jsonb,
    'features explain them'
)
from concerts._score_pairs('artist', 1001, 1001, 0.5) as s;
select is(
    (
        select array_agg(f.key order by f.key)
        from jsonb_object_keys(s.features) as f (key)
    ),
    '{name,spotify}', 'a field that one lacks is left out'
)
from concerts._score_pairs('artist', 1001, 1001, 0.5) as s;
insert into concerts.shows (id, artist_id, show_on)
overriding system value values (4201, 1001, '2099-05-01');
do $$ begin perform concerts._refresh_matches('show'); end; $$;
select is(
    (s.features #>> '{venue,similarity}')::numeric, 0.5,
    'or has the similarity of its row'
)
from concerts._score_pairs('show', 0, 9999, 0.5) as s
where s.right_id = 4201;
select is(
    (select count(*) from concerts._score_pairs('artist', 0, 9999, 0.9)), 0::bigint,
    'a threshold'
);
select is(
    (select count(*) from concerts._score_pairs('artist', 12, 1000, 0.5)), 0::bigint,
    'a range'
);

select * from finish();
rollback;
