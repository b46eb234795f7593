-- Proves functions/concerts/feeds/_note_answer.sql.
begin;
select plan(2);

insert into concerts.feed_runs (feed, kind, cursor, started_at, progressed_at)
values ('spotify', 'full', '{}', now(), now());
do $do$
begin
    perform concerts._note_answer(r.id, '{"path": "/v1/artists/a"}', s)
        from concerts.feed_runs as r, unnest('{403,403,404,200}'::integer[]) as s;
end;
$do$;
select is(
    (select cardinality(notes) from concerts.feed_runs),
    1,
    'the fallback is noted once'
);
select
    results_eq(
        'select kind, external_id from concerts.feed_errors',
        $$ values ('not_found', 'a') $$,
        'an artist that is gone is an error'
    );

select * from finish();
rollback;
