-- Proves functions/concerts/feeds/_feed_request.sql.
begin;
select plan(2);

select is(
    concerts._feed_request('ticketmaster', '{"windows": [], "page": 0, "query": {}}'),
    null,
    'after the last window nothing is asked'
);
select is(
    concerts._feed_request('spotify', '{"mode": "extended", "after": ""}'),
    null,
    'nor without artists'
);

select * from finish();
rollback;
