-- Proves functions/concerts/feeds/_place_shows.sql.
begin;
select plan(5);

-- Given: a residency on three days.
create temporary table counts (it jsonb);
do $do$
begin
    perform concerts.merge_ticketmaster(tests.feed_page(
        tests.feed_event('E1', '2099-05-01'), tests.feed_event('E2', '2099-05-02'),
        tests.feed_event('E3', '2099-05-03')
    ));
end;
$do$;
create temporary table before as
select
    e.external_id,
    e.record_id,
    s.show_on
from concerts.external_ids as e
inner join concerts.shows as s on e.record_id = s.id and e.entity = 'show';
insert into counts
select concerts.merge_ticketmaster(tests.feed_page(
    tests.feed_event('E1', '2099-05-02'), tests.feed_event('E2', '2099-05-03'),
    tests.feed_event('E3', '2099-05-04')
));
select results_eq(
    $$ select b.external_id, s.show_on - b.show_on from before as b
       inner join concerts.shows as s on b.record_id = s.id order by 1 $$,
    $$ values ('E1', 1), ('E2', 1), ('E3', 1) $$,
    'all shows move by a day and stay themselves'
);
select is((select it ->> 'shows_moved' from counts), '3', 'they are counted');
select is(
    concerts.merge_ticketmaster(tests.feed_page(
        tests.feed_event('E1', '2099-05-03'), tests.feed_event('E2', '2099-05-02')
    )) ->> 'shows_inserted',
    '0', 'two that change places need no other show'
);
select is((select count(*) from concerts.shows), 3::bigint, 'and none is lost');

-- Given: a vote for one of them, whose event then names another artist.
do $do$
begin
    insert into concerts.songs (id, artist_id, title) overriding system value
    select 1, s.artist_id, 'One' from concerts.shows as s limit 1;
    insert into concerts.setlists (id, show_id) overriding system value
    select 1, e.record_id
    from concerts.external_ids as e
    where e.external_id = 'E3' and e.entity = 'show';
    insert into concerts.setlist_songs (id, setlist_id, song_id, place)
    overriding system value values (1, 1, 1, 1);
    insert into concerts.votes (setlist_song_id, user_id, voted_at, closes_at)
    values (1, tests.user('ada'), core.now(), '2099-05-04');
    perform concerts.run_fold_votes();
    perform concerts.merge_ticketmaster(
        tests.feed_page(tests.feed_event('E3', '2099-05-04', 'A2'))
    );
end;
$do$;
select results_eq(
    $$ select a.name, h.votes from concerts.artist_heats as h
       inner join concerts.artists as a on h.artist_id = a.id $$,
    $$ values ('Band A2', 1::bigint) $$,
    'a show that moves to another artist takes the heat of its votes along'
);

select * from finish();
rollback;
