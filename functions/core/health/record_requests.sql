-- core.record_requests: add what a gateway has counted to the counts and the totals.
--
-- Definer: no role may write the tables. Several gateways add to the same rows; each
-- call locks them in one order, first those of the period, then the totals, so that
-- calls wait for each other without a deadlock. A name that is not a function of `api`
-- becomes `other`: callers choose names freely, and each pair is a row that stays. The
-- answer has the names, so that a gateway counts the others together.

create or replace function core.record_requests(p_counts jsonb)
    returns text[]
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_fields constant jsonb := jsonb '{
        "rpc": "text", "status": "integer", "requests": "bigint", "took_ms": "number"
    }';
    v_names text[];
    v_started timestamptz;
    v_counts jsonb;
begin
    v_names := array(
        select distinct p.proname::text
        from pg_catalog.pg_proc as p
        where p.pronamespace = 'api'::regnamespace
        order by 1
    );
    v_started := date_bin(
        interval '5 minutes', core.now(), timestamptz '2000-01-01 00:00+00'
    );
    v_counts := core.read_records(
        'counts', p_counts, c_fields, 2000, 'Count',
        'core.invalid_argument', 'core.invalid_argument', '{}'
    );
    perform core.raise_error(
        'core.invalid_argument',
        format('Count %s: a value is missing or out of range.', r.place)
    )
    from jsonb_array_elements(v_counts) with ordinality as r (record, place)
    where
        r.record ->> 'rpc' is null
        or coalesce((r.record ->> 'status')::integer, 0) not between 100 and 599
        or coalesce((r.record ->> 'requests')::bigint, 0) not between 1 and 1000000000
        or coalesce((r.record ->> 'took_ms')::numeric, -1) < 0
    order by r.place
    limit 1;

    select coalesce(jsonb_agg(to_jsonb(l)), '[]')
    into v_counts
    from (
        select
            case when r.rpc = any(v_names) then r.rpc else 'other' end as rpc,
            r.status,
            sum(r.requests) as requests,
            sum(r.took_ms) as took_ms
        from jsonb_to_recordset(v_counts)
            as r (rpc text, status integer, requests bigint, took_ms numeric)
        group by 1, r.status
    ) as l;

    insert into core.request_counts as c (started_at, rpc, status, requests, took_ms)
    select v_started, l.rpc, l.status, l.requests, l.took_ms
    from jsonb_to_recordset(v_counts)
        as l (rpc text, status integer, requests bigint, took_ms numeric)
    order by l.rpc, l.status
    on conflict (started_at, rpc, status) do update
    set
        requests = c.requests + excluded.requests,
        took_ms = c.took_ms + excluded.took_ms;

    insert into core.request_totals as t (rpc, status, requests, took_ms)
    select l.rpc, l.status, l.requests, l.took_ms
    from jsonb_to_recordset(v_counts)
        as l (rpc text, status integer, requests bigint, took_ms numeric)
    order by l.rpc, l.status
    on conflict (rpc, status) do update
    set
        requests = t.requests + excluded.requests,
        took_ms = t.took_ms + excluded.took_ms;

    return v_names;
end;
$$;

grant execute on function core.record_requests(jsonb) to service_role;

comment on function core.record_requests(jsonb) is
$$Add requests that a gateway has answered; returns the names of all exposed functions.

Up to 2,000 records of one RPC and status each. What names no exposed function is added
to `other`. A call whose answer is lost after its commit adds twice when it is repeated.
Takes: {counts: [{rpc: text, status: integer, requests: bigint, took_ms: numeric}]}
Units: took_ms in milliseconds, the sum of these requests.
Errors: PT422 core.invalid_argument.
$$;
