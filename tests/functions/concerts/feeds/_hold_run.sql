-- Proves functions/concerts/feeds/_hold_run.sql.
begin;
select plan(4);

-- Given: a run with a lease.
select tests.set_clock('2026-03-01T12:00Z');
do $do$
begin
    perform concerts.start_feed_run('spotify', p_lease_seconds => 60);
end;
$do$;
create temporary table run as select id from concerts.feed_runs;
select is(
    (concerts._hold_run(id, 1)).lease_until_at,
    '2026-03-01T12:02Z',
    'each call prolongs the lease'
)
from run;
select throws_ok(
    format('select concerts._hold_run(%s, 2)', id),
    'PT409',
    'concerts.feed_superseded',
    'another token is refused'
)
from run;
update concerts.feed_runs set status = 'succeeded', finished_at = now()
where true;
select throws_ok(
    format('select concerts._hold_run(%s, 1)', id),
    'PT409',
    'concerts.feed_superseded',
    'so is a run that has ended'
)
from run;
select throws_ok(
    'select concerts._hold_run(null, 1)',
    'PT409',
    'concerts.feed_superseded',
    'and none'
)
from run;

select * from finish();
rollback;
