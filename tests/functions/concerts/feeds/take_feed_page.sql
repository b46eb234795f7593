-- Proves functions/concerts/feeds/take_feed_page.sql.
begin;
select plan(12);

-- Given: a run of Ticketmaster that asks for its first page.
do $do$
begin
    perform concerts.start_feed_run('ticketmaster', p_lease_seconds => 600);
end;
$do$;
create temporary table asked as
select
    id,
    concerts._feed_request(feed, cursor) as request
from concerts.feed_runs;
select is(
    concerts.take_feed_page(id, 1, request, 200, '{"page": '),
    '{"outcome": "unreadable"}',
    'a truncated page is not merged'
) from asked;
select is(
    concerts.take_feed_page(id, 1, request, 401),
    '{"outcome": "http_401"}',
    'nor an error'
)
from asked;
select is((select count(*) from concerts.raw_pages), 0::bigint, 'and not kept');
select is(
    (select counts from concerts.feed_runs),
    '{"failed_requests": 2}',
    'the run stays at its page'
);
select is(
    concerts.take_feed_page(
        id,
        1,
        request,
        200,
        jsonb_set(
            tests.feed_page(tests.feed_event('E1', '2099-05-01')),
            '{page,totalElements}',
            '201'
        )::text,
        '"e"'
    ) #>> '{counts,shows_inserted}',
    '1', 'a page is merged'
) from asked;
select is((select cursor ->> 'page' from concerts.feed_runs), '1', 'the run moves on');
select results_eq(
    'select status, etag, body is not null from concerts.raw_pages',
    $$ values (200, '"e"', true) $$,
    'the page is kept'
);
select throws_ok(
    format(
        'select concerts.take_feed_page(%s, 1, %L, 200, %L)',
        id,
        request,
        '{"page": {}}'
    ),
    'PT409',
    'concerts.feed_superseded',
    'it is not taken twice'
) from asked;
update concerts.feed_runs set cursor = cursor || '{"page": 0}'
where true;
select is(
    concerts.take_feed_page(id, 1, request, 304) ->> 'outcome',
    'not_modified',
    'a page that is the same is read from what is kept'
)
from asked;
select is((select count(*) from concerts.raw_pages
where same_page_id is not null), 1::bigint, 'and names it');
update concerts.feed_runs
set cursor = jsonb_set(cursor, '{windows}', '[]')
where true;
select throws_ok(
    'select concerts.take_feed_page(id, 1, null, 200, ''{}'') from concerts.feed_runs',
    'PT409', 'concerts.feed_superseded', 'a run that is done takes no page'
);
select throws_ok(
    $$ select concerts.take_feed_page(id, 1, null, 99) from concerts.feed_runs $$,
    'PT422', 'core.invalid_argument', 'a status is one of HTTP'
);

select * from finish();
rollback;
