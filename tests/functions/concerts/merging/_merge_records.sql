-- Proves functions/concerts/merging/_merge_records.sql.
begin;
select plan(2);

-- Given: the double tour.
select tests.double_tour();

select isnt(
    concerts._merge_records('show', 4003, '{4101}', 0.9), null,
    'shows of different artists are merged, too'
);
select results_eq(
    'select h.artist_id, h.votes from concerts.artist_heats as h order by 1',
    'values (1001::bigint, 3::bigint), (1002, 3)',
    'and their votes heat the other artist'
);

select * from finish();
rollback;
