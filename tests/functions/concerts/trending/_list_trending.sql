-- Proves functions/concerts/trending/_list_trending.sql.
begin;
select plan(5);

-- Given: the small tour; the votes are folded.
select tests.small_tour();
do $$
begin
    perform concerts.run_fold_votes();
end;
$$;
delete from concerts.artist_heats
where artist_id = 1002;

select results_eq(
    $$ select t.artist_id, t.votes, t.next_show_on
       from concerts._list_trending(10) as t $$,
    $$ values (1001::bigint, 2::bigint, date '2099-05-01') $$,
    'an artist with votes and a show; a cancelled show counts nothing'
);
select ok(
    (select t.score from concerts._list_trending(10) as t) between 4.9 and 5.1,
    'two votes of today and 60 of 100 popularity'
);
select tests.set_clock('2099-04-30T12:00Z');
select ok(
    (select t.score from concerts._list_trending(10) as t) between 4.8 and 4.9,
    'votes decay, a show of tomorrow counts'
);
select is_empty('select from concerts._list_trending(0)', 'as many as asked for');

select tests.set_clock('2099-05-01T11:00Z');
select set_config('timezone', 'Pacific/Kiritimati', true);
select is(
    (select t.next_show_on from concerts._list_trending(10) as t), '2099-05-01',
    'today is the same in each time zone'
);

select * from finish();
rollback;
