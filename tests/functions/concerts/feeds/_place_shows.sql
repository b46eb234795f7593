-- Proves functions/concerts/feeds/_place_shows.sql.
begin;
select plan(4);

-- Given: a residency on three days.
create temporary table counts (it jsonb);
do $do$
begin
    perform concerts.merge_ticketmaster(tests.feed_page(
        tests.feed_event('E1', '2099-05-01'), tests.feed_event('E2', '2099-05-02'),
        tests.feed_event('E3', '2099-05-03')
    ));
end;
$do$;
create temporary table before as
select
    e.external_id,
    e.record_id,
    s.show_on
from concerts.external_ids as e
inner join concerts.shows as s on e.record_id = s.id and e.entity = 'show';
insert into counts
select concerts.merge_ticketmaster(tests.feed_page(
    tests.feed_event('E1', '2099-05-02'), tests.feed_event('E2', '2099-05-03'),
    tests.feed_event('E3', '2099-05-04')
));
select results_eq(
    $$ select b.external_id, s.show_on - b.show_on from before as b
       inner join concerts.shows as s on b.record_id = s.id order by 1 $$,
    $$ values ('E1', 1), ('E2', 1), ('E3', 1) $$,
    'all shows move by a day and stay themselves'
);
select is((select it ->> 'shows_moved' from counts), '3', 'they are counted');
select is(
    concerts.merge_ticketmaster(tests.feed_page(
        tests.feed_event('E1', '2099-05-03'), tests.feed_event('E2', '2099-05-02')
    )) ->> 'shows_inserted',
    '0', 'two that change places need no other show'
);
select is((select count(*) from concerts.shows), 3::bigint, 'and none is lost');

select * from finish();
rollback;
