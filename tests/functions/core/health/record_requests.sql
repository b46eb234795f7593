-- Proves functions/core/health/record_requests.sql.
begin;
select plan(13);

-- Given: what a gateway has counted in one period, and then in the next one.
select tests.set_clock('2030-01-01 12:04:59+00');
set local role service_role;
create temporary table t_names as
select core.record_requests(
    '[{"rpc": "metrics", "status": 200, "requests": 3, "took_ms": 12.5},
      {"rpc": "health", "status": 200, "requests": 2, "took_ms": 4},
      {"rpc": "t_none", "status": 404, "requests": 1, "took_ms": 1},
      {"rpc": "t_null", "status": 404, "requests": 4, "took_ms": 1}]'
) as names;
reset role;

select is(
    (select t.names @> '{health, metrics}' from t_names as t), true,
    'the names of exposed functions are returned'
);
select is(
    (select 'record_requests' = any(t.names) from t_names as t), false,
    'and no others'
);
select set_eq(
    'select started_at, rpc, status, requests, took_ms from core.request_counts',
    $$ values
        ('2030-01-01 12:00+00'::timestamptz, 'metrics', 200, 3::bigint, 12.5),
        ('2030-01-01 12:00+00', 'health', 200, 2, 4),
        ('2030-01-01 12:00+00', 'other', 404, 5, 2) $$,
    'requests are counted in periods; what is not an exposed function is `other`'
);

do $$ begin
    perform core.record_requests(
        '[{"rpc": "health", "status": 200, "requests": 1, "took_ms": 1.5}]'
    );
    perform tests.set_clock('2030-01-01 12:05+00');
    perform core.record_requests(
        '[{"rpc": "health", "status": 200, "requests": 10, "took_ms": 10},
          {"rpc": "health", "status": 500, "requests": 1, "took_ms": 0}]'
    );
end $$;
select results_eq(
    $$ select started_at, status, requests, took_ms from core.request_counts
       where rpc = 'health' order by 1, 2 $$,
    $$ values
        ('2030-01-01 12:00+00'::timestamptz, 200, 3::bigint, 5.5),
        ('2030-01-01 12:05+00', 200, 10, 10),
        ('2030-01-01 12:05+00', 500, 1, 0) $$,
    'a second call adds to its period, and a later period has its own rows'
);
select results_eq(
    $$ select status, requests, took_ms from core.request_totals
       where rpc = 'health' order by 1 $$,
    $$ values (200, 13::bigint, 15.5), (500, 1, 0) $$,
    'the totals have all periods'
);

-- What is refused.
select is(
    tests.refusal($$ select core.record_requests($q$[
        {"rpc": "health", "status": 200, "requests": 1, "took_ms": 1},
        {"rpc": "health", "status": 99, "requests": 1, "took_ms": 1}
    ]$q$) $$) ->> 'key',
    'core.invalid_argument', 'a status below 100 is refused'
);
select is(
    tests.refusal($$ select core.record_requests(
        '[{"rpc": "health", "status": 200, "requests": 0, "took_ms": 1}]'
    ) $$) ->> 'key',
    'core.invalid_argument', 'a count without requests is refused'
);
select is(
    tests.refusal($$ select core.record_requests(
        '[{"rpc": "health", "status": 200, "requests": 1}]'
    ) $$) ->> 'key',
    'core.invalid_argument', 'a time is needed'
);
select is(
    tests.refusal($$ select core.record_requests(
        '[{"rpc": "health", "status": "x", "requests": 1, "took_ms": 1}]'
    ) $$) ->> 'key',
    'core.invalid_argument', 'a status is a number'
);
select is(
    tests.refusal($$ select core.record_requests('{}') $$) ->> 'key',
    'core.invalid_argument', 'counts are a list'
);
select is(
    tests.refusal($$ select core.record_requests((
        select jsonb_agg(
            '{"rpc": "health", "status": 200, "requests": 1, "took_ms": 1}'::jsonb
        )
        from generate_series(1, 2001)
    )) $$) ->> 'key',
    'core.invalid_argument', 'more than 2,000 counts are refused'
);
select is(
    (
        select sum(t.requests)
        from core.request_totals as t
        where t.rpc = 'health'
    ),
    14::numeric, 'a refused call adds nothing'
);
select set_eq(
    $$ select r.rolname::text
       from pg_catalog.pg_roles as r
       where
           r.rolname in ('anon', 'authenticated', 'service_role', 'app_worker')
           and has_function_privilege(
               r.oid, 'core.record_requests(jsonb)', 'execute'
           ) $$,
    $$ values ('service_role') $$,
    'only the service role may record requests'
);

select * from finish();
rollback;
