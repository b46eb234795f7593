-- Proves functions/concerts/presence/_count_viewers.sql.
begin;
select plan(4);

-- Given: the small tour; ada and bob look at show 4001.
select tests.small_tour();

select is(concerts._count_viewers(4001), 2::bigint, 'viewers are counted');
select tests.set_clock(core.now() + interval '31 seconds');
select is(concerts._count_viewers(4001), 0::bigint, 'as long as heartbeats come');

insert into concerts.viewer_counts (show_id, viewers)
values (4001, 999), (4002, 1000);
select is(concerts._count_viewers(4001), 0::bigint, 'one by one, if they are not many');
select is(concerts._count_viewers(4002), 1000::bigint, 'else as counted last');

select * from finish();
rollback;
