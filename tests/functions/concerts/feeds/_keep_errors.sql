-- Proves functions/concerts/feeds/_keep_errors.sql.
begin;
select plan(3);

-- Given: a run.
insert into concerts.feed_runs (feed, kind, cursor, started_at, progressed_at)
values ('spotify', 'full', '{}', now(), now());
select is(
    concerts._keep_errors(max(r.id), (
        select jsonb_agg(jsonb_build_object('path', '$[' || n || ']', 'detail', 'x'))
        from generate_series(1, 1200) as n
    )),
    1200::bigint, 'all are counted'
) from concerts.feed_runs as r;
select results_eq(
    'select kind, count(*) from concerts.feed_errors group by kind',
    $$ values ('shape', 1000::bigint) $$,
    'a run keeps 1,000'
);
select is(
    concerts._keep_errors(null, '[{"detail": "x"}]'),
    1::bigint,
    'without a run none is kept'
);

select * from finish();
rollback;
