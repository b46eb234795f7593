-- Proves functions/concerts/demo/_make_demo_votes.sql.
begin;
select plan(5);

-- Given: the setlists of the demo, on a fixed day.
select tests.set_clock('2026-06-15 12:00+00');
do $$ begin perform concerts._make_demo_records(); end $$;
do $$ begin perform concerts._make_demo_shows(); end $$;
do $$ begin perform concerts._make_demo_setlists(); end $$;
create temporary table made on commit drop as
select concerts._make_demo_votes() as votes;

select is(
    (select count(*) from concerts.votes), (select m.votes from made as m),
    'it returns how many votes there are'
);
select is(
    (
        select md5(string_agg(
            concat_ws('|', o.title, v.user_id, to_char(
                v.voted_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'
            )),
            e'\n' order by convert_to(concat(o.title, v.user_id), 'UTF8')
        ))
        from concerts.votes as v
        inner join concerts.setlist_songs as s on v.setlist_song_id = s.id
        inner join concerts.songs as o on s.song_id = o.id
    ), 'b55efca5dacec4aa4810fdd20a2ee0f1',
    'on one day they are the same on every server'
);
select is(
    (
        select count(*) from concerts.votes as v
        where v.user_id = concerts._demo_fan(1)
    ), 47::bigint, 'the first fan votes for every song'
);
select ok(
    (
        select min(v.voted_at) > '2026-06-05 12:00+00' and max(v.voted_at) <= core.now()
        from concerts.votes as v
    ), 'all votes are of the last ten days'
);
select is(concerts._make_demo_votes(), 0::bigint, 'a second time makes none');

select * from finish();
rollback;
