-- Proves functions/concerts/feeds/_feed_news.sql.
begin;
select plan(2);

select is(concerts._feed_news('spotify'), null, 'without a run there is no news');
insert into concerts.feed_runs (
    feed, kind, cursor, status, fault, started_at, progressed_at
)
values ('spotify', 'full', '{}', 'paused', 'It has gone.', now(), now());
select
    matches(
        concerts._feed_news('spotify'),
        '^Run [0-9]+ is paused: It has gone[.]$',
        'its status and its fault'
    );

select * from finish();
rollback;
