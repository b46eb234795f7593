-- Proves functions/concerts/merging/undo_merge.sql.
begin;
select plan(12);

-- Given: the double tour.
select tests.double_tour();
create temporary table digests as select tests.concerts_digest() as digest;
create temporary table made (n integer, id bigint);
grant all on made to authenticated;

select tests.login_as(tests.user('ada'), 'curator');
insert into made
values (1, (api.merge_records('artist', 1001, '{1003}') ->> 'merge_id')::bigint);
select is(
    api.undo_merge(m.id) -> 'drop_ids', '[1003]', 'a merge is undone'
) from made as m;
reset role;
select is(tests.concerts_digest(), d.digest, 'to the last bit') from digests as d;
select is(
    (select array[m.made_by, m.undone_by] from concerts."merges" as m),
    array[tests.user('ada'), tests.user('ada')], 'who did what is listed'
);

-- Two merges of the same rows.
select tests.login_as(tests.user('ada'), 'curator');
insert into made
values (2, (api.merge_records('artist', 1001, '{1003}') ->> 'merge_id')::bigint);
insert into made
values (3, (api.merge_records('artist', 1002, '{1001}') ->> 'merge_id')::bigint);
reset role;
select is(
    (
        select r.to_id from concerts.redirects as r
        where r.from_id = 1003
    ),
    1002::bigint, 'chains are flattened'
);
select tests.login_as(tests.user('ada'), 'curator');
select is(
    tests.refusal(format('select api.undo_merge(%s)', m.id)) ->> 'key',
    'concerts.undo_conflict', 'the last one is undone first'
)
from made as m
where m.n = 2;
select lives_ok(format('select api.undo_merge(%s)', m.id), 'so')
from made as m
where m.n = 3;
reset role;

-- What others did since stays.
update concerts.shows
set title = 'Night'
where id = 4102;
insert into concerts.votes (setlist_song_id, user_id, voted_at, closes_at)
values
(6102, tests.user('cleo'), core.now(), '2099-04-30T16:00Z'),
(6002, tests.user('cleo'), core.now(), '2099-04-30T16:00Z');
delete from concerts.votes
where setlist_song_id = 6102 and user_id = tests.user('bob');
do $$ begin perform concerts.run_fold_votes(); end; $$;
select tests.login_as(tests.user('ada'), 'curator');
select lives_ok(format('select api.undo_merge(%s)', m.id), 'and so')
from made as m
where m.n = 2;
reset role;
select is(
    (
        select array[h.artist_id::text, h.title] from concerts.shows as h
        where h.id = 4102
    ),
    '{1003,Night}', 'what others changed since stays'
);
select is_empty(
    $$ select s.id from concerts.setlist_songs as s
       where (concerts._show_votes(s.id) ->> 'votes')::bigint <> (
           select count(*) from concerts.votes as v where v.setlist_song_id = s.id
       ) $$,
    'counters equal the votes'
);
select results_eq(
    $$ select a.id, coalesce(h.votes, 0)::numeric + coalesce((
           select sum(c.change) from concerts.vote_changes as c
           join concerts.setlist_songs as s on s.id = c.setlist_song_id
           join concerts.setlists as l on l.id = s.setlist_id
           join concerts.shows as w on w.id = l.show_id
           where w.artist_id = a.id
       ), 0)
       from concerts.artists as a left join concerts.artist_heats as h on h.artist_id = a.id
       order by 1 $$,
    $$ values (1001::bigint, 4::numeric), (1002, 0), (1003, 3) $$, 'and so do heats'
);
select tests.login_as(tests.user('ada'), 'curator');
select is(
    tests.refusal(format('select api.undo_merge(%s)', m.id)) ->> 'key',
    'concerts.unknown_merge', 'once'
)
from made as m
where m.n = 1;
select tests.login_as(tests.user('ada'));
select throws_ok(
    'select api.undo_merge(1)', 'PT403', 'core.not_permitted', 'a curator does that'
);

select * from finish();
rollback;
