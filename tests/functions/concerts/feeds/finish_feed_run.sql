-- Proves functions/concerts/feeds/finish_feed_run.sql.
begin;
select plan(4);

do $do$
begin
    perform concerts.start_feed_run('ticketmaster', p_lease_seconds => 60);
end;
$do$;
create temporary table run as select id from concerts.feed_runs;
select is(
    concerts.finish_feed_run(id, 1, 'no answer'),
    'paused',
    'a run with pages left is put off'
)
from run;
select
    results_eq(
        'select fault, finished_at from concerts.feed_runs',
        $$ values ('no answer', null::timestamptz) $$,
        'with its fault'
    );
do $do$
begin
    perform concerts.start_feed_run('ticketmaster', p_lease_seconds => 60);
end;
$do$;
update concerts.feed_runs set cursor = cursor || '{"windows": []}'
where true;
select is(concerts.finish_feed_run(id, 2), 'succeeded', 'one at its end has succeeded')
from run;
select throws_ok(
    format('select concerts.finish_feed_run(%s, 2)', id),
    'PT409',
    'concerts.feed_superseded',
    'once'
)
from run;

select * from finish();
rollback;
