-- Proves functions/concerts/feeds/_upsert_shows.sql.
begin;
select plan(6);

-- Given: two events of one show.
do $do$
begin
    perform concerts.merge_ticketmaster(tests.feed_page(
        tests.feed_event('E1', '2099-05-01'), tests.feed_event('E2', '2099-05-01')
    ));
end;
$do$;
select is(
    (select count(*) from concerts.shows),
    1::bigint,
    'two events of a day are one show'
);
select is(
    concerts.merge_ticketmaster(
        tests.feed_page(tests.feed_event('E1', '2099-05-01', p_status => 'cancelled'))
    )
    ->> 'shows_updated',
    '1', 'one of them is cancelled: the other speaks'
);
select results_eq(
    'select status, url from concerts.shows',
    $$ values ('scheduled', 'https://tickets.example/E2') $$, 'so the show is not'
);
do $do$
begin
    perform concerts.merge_ticketmaster(tests.feed_page(
        tests.feed_event('E2', '2099-05-09', p_status => 'rescheduled')
    ));
end;
$do$;
select results_eq(
    'select show_on, status from concerts.shows',
    $$ values ('2099-05-09'::date, 'rescheduled') $$,
    'the show moves with the event that speaks'
);
do $do$
begin
    perform concerts.merge_ticketmaster(tests.feed_page(
        tests.feed_event('E3', '2099-06-01'), tests.feed_event('E4', '2099-06-02')
    ));
end;
$do$;
do $do$
begin
    perform concerts.merge_ticketmaster(tests.feed_page(tests.feed_event('E3',
        '2099-06-02')));
end;
$do$;
select results_eq(
    $$ select show_on, status from concerts.shows
        where show_on >= '2099-06-01' order by 1 $$,
    $$ values ('2099-06-01'::date, 'rescheduled'), ('2099-06-02', 'scheduled') $$,
    'a show that no event leads to any more is marked, not deleted'
);
select is(
    concerts.merge_ticketmaster(tests.feed_page(tests.feed_event('E9', '1900-01-01')))
    ->> 'undated',
    '1', 'an unknown show without a day is counted'
);

select * from finish();
rollback;
