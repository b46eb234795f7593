-- Proves functions/core/console/report_requests.sql.
begin;
select plan(12);

-- Given: requests of two RPCs, some of them long ago.
select tests.set_clock('2030-01-01 12:07+00');
insert into core.request_counts (started_at, rpc, status, requests, took_ms)
values
('2030-01-01 11:00+00', 'health', 200, 100, 100),
('2030-01-01 11:55+00', 'health', 200, 6, 60),
('2030-01-01 12:00+00', 'health', 204, 1, 10),
('2030-01-01 12:05+00', 'health', 499, 1, 500),
('2030-01-01 12:05+00', 'health', 503, 2, 30),
('2030-01-01 12:05+00', 'other', 404, 40, 20);
select tests.login_as(tests.user('eve'), 'admin');
create temporary table t_report as select core.report_requests(10) as it;

select is(
    (select t.it ->> 'since' from t_report as t)::timestamptz,
    '2030-01-01 11:55+00'::timestamptz, 'the window begins at a point of the chart'
);
select is(
    (select t.it #> '{items, 0}' from t_report as t),
    '{"rpc": "other", "requests": 40, "succeeded": 0, "refused": 40, "failed": 0,
      "error_share": 0.0000, "mean_ms": 0.5, "statuses": {"404": 40}}'::jsonb,
    'the RPC with most requests comes first; a refusal is not an error'
);
select is(
    (select t.it #> '{items, 1}' from t_report as t),
    '{"rpc": "health", "requests": 10, "succeeded": 7, "refused": 1, "failed": 2,
      "error_share": 0.2000, "mean_ms": 60.0,
      "statuses": {"200": 6, "204": 1, "499": 1, "503": 2}}'::jsonb,
    'an RPC has its statuses, its share of failed requests and its mean'
);
select is(
    (select jsonb_array_length(t.it -> 'items') from t_report as t), 2,
    'each RPC comes once'
);
select is(
    (select jsonb_agg(p.value - 'started_at') from t_report as t
     cross join lateral jsonb_array_elements(t.it -> 'points') as p (value)),
    '[{"succeeded": 6, "refused": 0, "failed": 0},
      {"succeeded": 1, "refused": 0, "failed": 0},
      {"succeeded": 0, "refused": 41, "failed": 2}]'::jsonb,
    'each period is a point'
);
select is(
    jsonb_array_length(core.report_requests(10, 1) -> 'items'), 1,
    'so many RPCs are listed as were asked for'
);

-- A long window has few points; one without requests is zero.
select is(
    core.report_requests(1440) -> 'point_seconds', '900'::jsonb,
    'a day has points of 15 minutes'
);
select is(
    (select array[count(*), sum((p.value ->> 'succeeded')::bigint)]::bigint[]
     from jsonb_array_elements(core.report_requests(1440) -> 'points') as p (value)),
    '{97, 107}'::bigint[], 'there is a point for each of them, with requests or without'
);
select is(
    (select count(*)::integer
     from jsonb_array_elements(core.report_requests(20160) -> 'points')) <= 98, true,
    'and two weeks have no more'
);

select is(
    tests.refusal('select core.report_requests(0)') ->> 'key', 'core.invalid_argument',
    'another window is refused'
);
select is(
    tests.refusal('select core.report_requests(60, 0)') ->> 'key',
    'core.invalid_page_size', 'another size is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal('select core.report_requests()') ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
