-- Proves functions/concerts/demo/_make_demo_votes.sql.
begin;
select plan(4);

-- Given: the setlists of the demo on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
select concerts._make_demo_records();
create temporary table show on commit drop as
select concerts._make_demo_shows('2026-06-15') as ids;
select concerts._make_demo_setlists(s.ids, '2026-06-15') from show as s;
create temporary table made on commit drop as
select concerts._make_demo_votes(s.ids) as votes from show as s;

select is(
    (select m.votes from made as m), (select count(*) from concerts.votes),
    'it returns how many votes it made'
);
select ok(
    (select count(*) between 1800 and 2200 from concerts.votes), 'there are about 2,000'
);
select is(
    (
        select count(*) from concerts.votes as v
        where
            v.user_id in (tests.user('ada'), tests.user('bob'))
            or v.voted_at > core.now()
    ), 0::bigint, 'none is from ada, bob or the future'
);
select tests.login_as(tests.user('ada'));
select lives_ok(
    $$ select api.cast_vote(s.id)
       from api.setlist_songs as s
       inner join api.setlists as l on s.setlist_id = l.id
       inner join api.shows as h on l.show_id = h.id
       where h.title = 'Demo: Radiohead at Paradiso' and s.place <= 3 $$,
    'ada votes, too'
);

select * from finish();
rollback;
