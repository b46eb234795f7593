-- Proves functions/concerts/feeds/_last_page.sql.
begin;
select plan(2);

insert into concerts.raw_pages (feed, request, status, body, fetched_at)
values ('spotify', '{"path": "/a", "query": {}}', 200, '{"n": 1}', now()),
('spotify', '{"query": {}, "path": "/a"}', 200, null, now());
select is(
    (
        select body from concerts.raw_pages
where id = concerts._last_page('spotify', '{"path": "/a", "query": {}}')
    ),
    '{"n": 1}', 'the last page with a body'
);
select is(
    concerts._last_page('spotify', '{"path": "/b"}'),
    null,
    'another request has none'
);

select * from finish();
rollback;
