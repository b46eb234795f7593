-- Proves functions/concerts/presence/run_count_viewers.sql.
begin;
select plan(5);

-- Given: the small tour; ada and bob look at show 4001.
select tests.small_tour();
create function pg_temp.counts() returns jsonb language sql as $$
    select jsonb_agg(e.payload -> 'viewers' order by e.id) from core.events as e
    where e.topic = 'concerts:show:4001'
$$;

select is(concerts.run_count_viewers(), false, 'one call is enough');
select is(pg_temp.counts(), '[2]'::jsonb, 'a count that changed is an event');
do $$
begin
    perform concerts.run_count_viewers();
end;
$$;
select is(pg_temp.counts(), '[2]'::jsonb, 'one that did not is none');
select tests.set_clock(core.now() + interval '31 seconds');
do $$
begin
    perform concerts.run_count_viewers();
end;
$$;
select is(pg_temp.counts(), '[2, 0]'::jsonb, 'without heartbeats there is no viewer');
select is_empty('select from concerts.viewers', 'and no row is left');

select * from finish();
rollback;
