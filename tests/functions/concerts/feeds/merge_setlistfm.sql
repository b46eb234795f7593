-- Proves functions/concerts/feeds/merge_setlistfm.sql.
begin;
select plan(5);

select is(
    concerts.merge_setlistfm(tests.feed_setlist())
    - '{shows_updated,shows_moved,undated}'::text[]
    - '{artists_updated,venues_updated,setlists_updated}'::text[],
    '{"artists_inserted": 1, "venues_inserted": 1, "shows_inserted": 1,
        "setlists_inserted": 1,
      "without_songs": 0, "older_versions": 0, "errors": 0}',
    'a page is merged'
);
create temporary table before as
select to_jsonb(s) as it from concerts.setlists as s
union all
select to_jsonb(a) from concerts.setlist_songs as a
union all
select to_jsonb(v) from concerts.shows as v;
select ok(
    not concerts._is_news(
        concerts.merge_setlistfm(
            tests.feed_setlist()
        )
    ),
    'the same page again changes nothing'
);
select set_eq(
    'select to_jsonb(s) from concerts.setlists as s union all select to_jsonb(a)
        from concerts.setlist_songs as a'
    ' union all select to_jsonb(v) from concerts.shows as v',
    'select it from before', 'not even a time'
);
select is(
    (select source_url from concerts.setlists),
    'https://www.setlist.fm/s1.html',
    'the link that its terms ask for'
);
select ok(
    tests.holds_lock('concerts.feeds')
    and tests.holds_lock('concerts.run_fold_votes')
    and tests.holds_lock('concerts.run_count_viewers'),
    'a page has the locks of merging before it locks a row'
);

select * from finish();
rollback;
