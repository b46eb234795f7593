-- Proves functions/concerts/dedup/_merge_round.sql.
begin;
select plan(6);

-- Given: the double tour.
select tests.double_tour();

insert into concerts.artists (id, name) overriding system value
values (11, 'Tenor'), (12, 'tenor'), (13, 'TENOR');
select is(concerts._merge_round('artist', 10), 1, 'a record is merged once in a round');
select is(concerts._merge_round('artist', 10), 1, 'the next round goes on');
select is(concerts._merge_round('artist', 10), 0, 'until nothing is sure');
select results_eq(
    'select c.left_id, c.right_id from concerts.duplicate_candidates as c',
    'values (1001::bigint, 1003::bigint)', 'what is doubtful waits'
);


update concerts."merges"
set undone_at = core.now()
where id in (select max(m.id) from concerts."merges" as m);
insert into concerts.artists (id, name) overriding system value
select
    u.id,
    'Tenor' as name
from concerts."merges" as m
cross join lateral unnest(m.drop_ids) as u (id)
where m.undone_at is not null;
select is(
    concerts._merge_round('artist', 10), 0, 'what was undone is not merged again'
);
select is(
    (
        select count(*) from concerts.duplicate_candidates as c
        where c.status = 'open'
    ),
    2::bigint, 'a curator decides'
);

select * from finish();
rollback;
