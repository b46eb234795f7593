-- Proves functions/concerts/feeds/_merge_page.sql.
begin;
select plan(2);

select is(
    concerts._merge_page('spotify', '{"id": "a", "name": "B"}', null, true)
    ->> 'artists_inserted',
    '1',
    'a dry run counts'
);
select is((select count(*) from concerts.artists), 0::bigint, 'and takes it back');

select * from finish();
rollback;
