-- Proves functions/concerts/feeds/next_feed_request.sql.
begin;
select plan(5);

-- Given: a run of Ticketmaster at noon, with one call left.
select tests.set_clock('2026-03-01T12:00Z');
update core.job_providers set daily_budget = 1
where name = 'concerts_ticketmaster';
do $do$
begin
    perform concerts.start_feed_run('ticketmaster', p_lease_seconds => 600);
end;
$do$;
create temporary table run as select id from concerts.feed_runs;
select is(
    concerts.next_feed_request(id, 1) #>> '{request,query,startDateTime}',
    '2026-03-01T00:00:00Z',
    'a run asks for a page'
) from run;
select is(
    concerts.next_feed_request(id, 1),
    '{"is_done": false, "reason": "provider_budget", "wait_seconds": 43200.000000}',
    'or waits'
) from run;
update core.job_providers set daily_budget = 9
where name = 'concerts_ticketmaster';
insert into concerts.raw_pages (feed, request, status, body, etag, fetched_at)
select
    'ticketmaster' as feed,
    concerts._feed_request('ticketmaster', cursor) as request,
    200 as status,
    '{}' as body,
    '"e"' as etag,
    now() as fetched_at
from concerts.feed_runs;
select is(concerts.next_feed_request(id, 1) ->> 'etag', '"e"', 'it knows what it has')
from run;
update concerts.feed_runs set cursor = cursor || '{"windows": []}'
where true;
select is(concerts.next_feed_request(id, 1), '{"is_done": true}', 'until it ends')
from run;
select throws_ok(
    format('select concerts.next_feed_request(%s, 2)', id), 'PT409',
    'concerts.feed_superseded', 'another token holds nothing'
) from run;

select * from finish();
rollback;
