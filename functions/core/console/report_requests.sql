-- core.report_requests: requests to the API by RPC, and by time.
--
-- Definer: a signed-in admin may not read the table. The window begins at a point of
-- the chart, so that items and points add up to the same.

create or replace function core.report_requests(
    p_minutes integer default 60, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_origin constant timestamptz := timestamptz '2000-01-01 00:00+00';
    v_page core.page;
    v_width interval;
    v_since timestamptz;
    v_items jsonb;
    v_points jsonb;
begin
    perform core.require_role('admin');
    perform core.read_number('minutes', p_minutes, 1, 20160);
    v_page := core.read_page('core.report_requests', null, p_page_size);
    v_width := make_interval(mins => 5 * ceil(p_minutes / 480.0)::integer);
    v_since := date_bin(
        v_width, core.now() - make_interval(mins => p_minutes), c_origin
    );

    select jsonb_agg(to_jsonb(i) order by i.requests desc, i.rpc)
    into v_items
    from (
        select
            s.rpc,
            sum(s.requests)::bigint as requests,
            coalesce(sum(s.requests) filter (where s.status < 400), 0)::bigint
                as succeeded,
            coalesce(sum(s.requests) filter (where s.status / 100 = 4), 0)::bigint
                as refused,
            coalesce(sum(s.requests) filter (where s.status >= 500), 0)::bigint
                as failed,
            round(
                coalesce(sum(s.requests) filter (where s.status >= 500), 0)
                / sum(s.requests),
                4
            ) as error_share,
            round(sum(s.took_ms) / sum(s.requests), 1) as mean_ms,
            jsonb_object_agg(s.status, s.requests) as statuses
        from (
            select
                c.rpc,
                c.status,
                sum(c.requests) as requests,
                sum(c.took_ms) as took_ms
            from core.request_counts as c
            where c.started_at >= v_since
            group by c.rpc, c.status
        ) as s
        group by s.rpc
        order by 2 desc, s.rpc
        limit v_page.size
    ) as i;

    select jsonb_agg(to_jsonb(p) order by p.started_at)
    into v_points
    from (
        select
            g.started_at,
            coalesce(sum(c.requests) filter (where c.status < 400), 0)::bigint
                as succeeded,
            coalesce(sum(c.requests) filter (where c.status / 100 = 4), 0)::bigint
                as refused,
            coalesce(sum(c.requests) filter (where c.status >= 500), 0)::bigint
                as failed
        from generate_series(v_since, core.now(), v_width) as g (started_at)
        left join (
            select
                date_bin(v_width, r.started_at, c_origin) as started_at,
                r.status,
                sum(r.requests) as requests
            from core.request_counts as r
            where r.started_at >= v_since
            group by 1, r.status
        ) as c on g.started_at = c.started_at
        group by g.started_at
    ) as p;

    return jsonb_build_object(
        'since', v_since,
        'point_seconds', extract(epoch from v_width)::integer,
        'items', coalesce(v_items, '[]'),
        'points', coalesce(v_points, '[]')
    );
end;
$$;

grant execute on function core.report_requests(integer, integer)
to authenticated, service_role;

comment on function core.report_requests(integer, integer) is
$$Requests to the API since some minutes ago, by RPC and by time; for app role admin.

The RPCs with most requests come first; `other` is every path that is not an
exposed function. Succeeded are statuses below 400, refused are 4xx, failed are 5xx; 499 is a
client that left. error_share is the share of failed ones. A point is a time of
point_seconds, 300 or a multiple. Gateways write every few seconds what they counted.
Returns: {since: timestamptz, point_seconds: integer, items: [{rpc: text, requests:
bigint, succeeded: bigint, refused: bigint, failed: bigint, error_share: numeric,
mean_ms: numeric, statuses: {[text]: bigint}}], points: [{started_at: timestamptz,
succeeded: bigint, refused: bigint, failed: bigint}]}
Units: minutes from 1 to 20160, page_size from 1 to 500; mean_ms in milliseconds, in the
gateway and behind it; error_share from 0 to 1.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, core.invalid_page_size.
Example: {"minutes": 60, "page_size": 10}
Budget: 200 ms.
$$;
