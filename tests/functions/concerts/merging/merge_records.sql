-- Proves functions/concerts/merging/merge_records.sql.
begin;
select plan(25);

-- Given: the double tour.
select tests.double_tour();
create temporary table digests as select tests.concerts_digest() as digest;
grant select on digests to authenticated;

select tests.login_as(tests.user('ada'), 'curator');
create temporary table answers as
select api.merge_records('artist', 1001, '{1003}', true) as answer;
select is(
    (select a.answer -> 'merge_id' from answers as a), 'null',
    'a dry run merges nothing'
);
reset role;
select is(
    tests.concerts_digest(), (select d.digest from digests as d), 'and changes nothing'
);
select is((select count(*) from concerts."merges"), 0::bigint, 'nor is it listed');
select tests.login_as(tests.user('ada'), 'curator');
select is(
    api.merge_records('artist', 1001, '{1003}') - 'merge_id',
    (select a.answer - 'merge_id' from answers as a),
    'its plan is what a merge does'
);
reset role;

select set_eq(
    'select r.entity, r.from_id, r.to_id from concerts.redirects as r',
    $$ values ('artist', 1003::bigint, 1001::bigint), ('show', 4101, 4001),
        ('setlist', 5101, 5001), ('song', 3102, 3002), ('setlist_song', 6101, 6002) $$,
    'what became one redirects'
);
select is(
    (
        select array[a.ticketmaster_id, a.genres[1], a.popularity::text]
        from concerts.artists as a
        where a.id = 1001
    ),
    '{K1,rock,60}', 'empty columns are filled, others are kept'
);
select is(
    (
        select a.curated_columns from concerts.artists as a
        where a.id = 1001
    ),
    '{}'::text[], 'a merge by a curator marks no column'
);
select is(
    (
        select array[h.url, h.starts_at::text] from concerts.shows as h
        where h.id = 4001
    ),
    array['https://x.example/1', '2099-05-01T12:00Z'::timestamptz::text],
    'a show takes what the later one knows'
);
select is(
    (
        select h.artist_id from concerts.shows as h
        where h.id = 4102
    ),
    1001::bigint, 'a show that collides with none moves'
);
select results_eq(
    $$ select s.id, s.place, o.title from concerts.setlist_songs as s
       join concerts.songs as o on o.id = s.song_id
       where s.setlist_id = 5001 order by s.place $$,
    $$ values (6001::bigint, 1, 'One'), (6002, 2, 'Two'), (6003, 3, 'Three'),
        (6102, 5, 'Four') $$,
    'other songs come behind'
);
select results_eq(
    $$ select v.setlist_song_id, u.name
       from concerts.votes as v
       join (values (tests.user('ada'), 'ada'), (tests.user('bob'), 'bob')) as u (id, name)
           on v.user_id = u.id
       order by 1, 2 $$,
    $$ values (6001::bigint, 'ada'), (6001, 'bob'), (6002, 'ada'), (6002, 'bob'),
        (6102, 'bob') $$,
    'a user who voted twice votes once'
);
select is(
    concerts._show_votes(s.id) ->> 'votes',
    (
        select count(*)::text from concerts.votes as v
        where v.setlist_song_id = s.id
    ),
    'counters equal the votes'
)
from concerts.setlist_songs as s
where s.id in (6001, 6002, 6102);
select is(
    (
        select a.votes from concerts.artist_heats as a
        where a.artist_id = 1001
    ),
    6::bigint, 'heats are added'
);
select is(concerts.run_fold_votes(), false, 'the vote that went');
select is(
    (
        select a.votes from concerts.artist_heats as a
        where a.artist_id = 1001
    ),
    5::bigint, 'is taken away with the queue'
);
select set_eq(
    $$ select e.external_id from concerts.external_ids as e
       where (e.entity, e.record_id) in (('artist', 1001), ('show', 4001)) $$,
    $$ values ('sp-1'), ('sp-2'), ('tm-2') $$, 'ids of sources follow'
);
select is(
    (
        select count(*) from core.events as e
        where e.type = 'concerts.record.merged'
    ),
    1::bigint, 'an event announces the merge'
);

select tests.login_as(tests.user('ada'), 'curator');
select is(
    tests.refusal(format(
        'select api.merge_records(%L, %s, %L)', c.entity, c.keep, c.drops
    )) ->> 'key',
    c.key, c.what
)
from (
    values
    (
        'artist', '1001', '{1003}', 'concerts.unknown_record',
        'not what is merged already'
    ),
    ('votes', '1', '{2}', 'core.invalid_argument', 'not any table'),
    ('artist', '1001', '{1001}', 'core.invalid_argument', 'not a record into itself'),
    ('artist', '1001', '{1002,1002}', 'core.invalid_argument', 'not twice')
) as c (entity, keep, drops, key, what);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.merge_records('artist', 1001, '{1002}') $$, 'PT403',
    'core.not_permitted', 'a curator does that'
);
reset role;
create table concerts.bare (artist_id bigint references concerts.artists (id));
select tests.login_as(tests.user('ada'), 'curator');
select throws_ok(
    $$ select api.merge_records('artist', 1001, '{1002}') $$, 'PT409',
    'concerts.merge_conflict', 'what refers to a record needs a key'
);

select * from finish();
rollback;
