-- Proves functions/concerts/curation/tg_shows__close.sql.
begin;
select plan(4);

-- Given: the small tour.
select tests.small_tour();

select is(
    (
        select h.closes_at from concerts.shows as h
        where h.id = 4001
    ),
    '2099-05-01T12:00Z', 'votes close at the start'
);
select is(
    (
        select h.closes_at from concerts.shows as h
        where h.id = 4002
    ),
    '2020-04-30T16:00Z', 'or when the day begins in the zone of the show'
);
update concerts.shows
set starts_at = null
where id = 4001;
select is(
    (
        select h.closes_at from concerts.shows as h
        where h.id = 4001
    ),
    '2099-04-30T16:00Z', 'also after a change'
);
select throws_ok(
    $$ update concerts.shows set timezone = 'Mars/Olympus' where id = 4002 $$,
    'PT422', 'concerts.invalid_record', 'a zone is one that Postgres knows'
);

select * from finish();
rollback;
