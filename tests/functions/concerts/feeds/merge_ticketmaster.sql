-- Proves functions/concerts/feeds/merge_ticketmaster.sql.
begin;
select plan(5);

-- Given: a page that was merged yesterday.
create temporary table page as
select tests.feed_page(
    tests.feed_event('E1', '2099-05-01'),
    '{"id": 7}',
    tests.feed_event('E2', '2099-05-02', 'A2', 'V2')
) as it;
select tests.set_clock('2026-03-01T12:10Z');
select is(
    concerts.merge_ticketmaster((select it from page)),
    '{"artists_inserted": 2, "artists_updated": 0, "venues_inserted": 2,
        "venues_updated": 0,
      "shows_inserted": 2, "shows_updated": 0, "shows_moved": 0, "undated": 0,
          "errors": 2}',
    'a record of another shape holds up no other'
);
create temporary table before as
select to_jsonb(s) as it from concerts.shows as s
union all
select to_jsonb(a) from concerts.artists as a
union all
select to_jsonb(v) from concerts.venues as v;
select tests.set_clock('2026-03-02T12:10Z');
select is(
    (
        select sum(c.value::bigint)
        from jsonb_each_text(concerts.merge_ticketmaster((select it from page))) as c
    ),
    2::numeric, 'the same page again changes nothing'
);
select set_eq(
    'select to_jsonb(s) from concerts.shows as s union all select to_jsonb(a)
        from concerts.artists as a'
    ' union all select to_jsonb(v) from concerts.venues as v',
    'select it from before', 'not even a time'
);
select is(
    concerts.merge_ticketmaster('{"page": {"totalElements": 0}}') ->> 'shows_updated',
    '0',
    'what a page does not have stays'
);
select ok(
    tests.holds_lock('concerts.feeds')
    and tests.holds_lock('concerts.run_fold_votes')
    and tests.holds_lock('concerts.run_count_viewers'),
    'a page has the locks of merging before it locks a row'
);

select * from finish();
rollback;
