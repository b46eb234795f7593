-- Proves sql/seeds/core/metric_sources.sql.j2.
begin;
select plan(9);

select set_has(
    $$ select name, kind from core.metric_sources $$,
    $$ values
        ('connections', 'gauge'), ('blocks_total', 'counter'),
        ('rpc_calls_total', 'counter'), ('rpc_seconds_total', 'counter'),
        ('alerts', 'gauge'), ('operations', 'gauge') $$,
    'the labelled metrics are there'
);
select is_empty(
    $$ select name from core.metric_sources where help !~ '^[A-Z].*\.$' $$,
    'every help is a sentence'
);

-- Given: two jobs that wait, and a consumer.
delete from core.jobs
where true;
delete from core.event_consumers
where true;
do $$ begin
    perform core.enqueue('core.watch_health');
    perform core.enqueue('core.watch_health');
    perform core.add_consumer('core.t_reader');
end $$;
select is(
    core._read_metric_source('jobs'),
    '[{"labels": {"queue": "default", "state": "ready"}, "value": 2}]'::jsonb,
    'jobs are counted by queue and state'
);
select is(
    core._read_metric_source('consumer_lag_seconds') #>> '{0,labels,consumer}',
    'core.t_reader',
    'each consumer has its lag'
);

-- Given: no canary, then one that arrived.
select is(
    core._read_metric_source('canary_seconds'), null::jsonb,
    'without a canary it has no metric'
);
insert into core.canaries (status, sent_at, took_ms)
values ('arrived', core.now(), 250);
select results_eq(
    $$ select n.name, jsonb_array_length(core._read_metric_source(n.name)),
           (core._read_metric_source(n.name) #>> '{0,value}')::numeric
       from (
           values ('canaries'), ('canary_age_seconds'), ('canary_seconds')
       ) as n (name) $$,
    $$ values ('canaries', 2, 1::numeric), ('canary_age_seconds', 1, 0),
              ('canary_seconds', 3, 0.25) $$,
    'a canary has its times, its age and its count'
);
-- Given: requests that were counted.
insert into core.request_totals (rpc, status, requests, took_ms)
values ('health', 200, 7, 1500);
select is(
    core._read_metric_source('requests_total'),
    '[{"labels": {"rpc": "health", "status": "200"}, "value": 7}]'::jsonb,
    'requests are counted by RPC and status'
);
select is(
    (core._read_metric_source('request_seconds_total') #>> '{0,value}')::numeric, 1.5,
    'and their time is in seconds'
);

-- Given: more series than may be, the last of them the largest.
delete from core.request_totals
where true;
insert into core.request_totals (rpc, status, requests, took_ms)
select
    format('t_%s', 5000 - n) as rpc,
    200 as status,
    n as requests,
    1 as took_ms
from generate_series(1, 1001) as n
order by n;
select is(
    (
        select array_agg(s.value - 'labels' order by s.value -> 'value')
        from
            jsonb_array_elements(core._read_metric_source('requests_total'))
                as s (value)
        where s.value #>> '{labels,rpc}' in ('other', 't_4999')
    ),
    array['{"value": 1}', '{"value": 1001}']::jsonb[],
    'what was counted first keeps its name'
);

select * from finish();
rollback;
