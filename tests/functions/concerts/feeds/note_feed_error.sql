-- Proves functions/concerts/feeds/note_feed_error.sql.
begin;
select plan(3);

do $do$
begin
    perform concerts.start_feed_run('spotify', p_lease_seconds => 60);
end;
$do$;
do $do$
begin
    perform concerts.note_feed_error(id, 1, k, 'x') from concerts.feed_runs,
        unnest('{timeout,"No Kind!"}'::text[]) as k;
end;
$do$;
select
    set_eq(
        'select kind, detail from concerts.feed_errors',
        $$ values ('timeout', 'x'), ('unknown', 'x') $$,
        'errors have a kind'
    );
select is(
    (select counts from concerts.feed_runs),
    '{"failed_requests": 2}',
    'and are counted'
);
select throws_ok(
    $$ select concerts.note_feed_error(r.id, 2, 'timeout', 'x')
       from concerts.feed_runs as r $$,
    'PT409', 'concerts.feed_superseded', 'only its holder reports of a run'
);

select * from finish();
rollback;
