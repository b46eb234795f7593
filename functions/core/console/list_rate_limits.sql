-- core.list_rate_limits: the buckets that are not full, those that need longest first.
--
-- One page. The table has no index on full_at, since every call would pay for it: at
-- most 100,000 buckets are read. Definer: no caller may read the table.

create or replace function core.list_rate_limits(p_page_size integer default 50)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page;
    v_now timestamptz := core.now();
    v_items jsonb;
begin
    perform core.require_role('admin');
    v_page := core.read_page('core.list_rate_limits', null, p_page_size);
    select
        jsonb_agg(
            jsonb_build_object(
                'key', n.key,
                'full_at', n.full_at,
                'seconds', round(extract(epoch from n.full_at - v_now)::numeric, 3)
            )
            order by n.full_at desc, n.key
        )
    into v_items
    from (
        select r.key, r.full_at
        from (select b.key, b.full_at from core.rate_limits as b limit 100000) as r
        where r.full_at > v_now
        order by r.full_at desc, r.key
        limit v_page.size
    ) as n;
    return jsonb_build_object('items', coalesce(v_items, '[]'), 'next', null);
end;
$$;

grant execute on function core.list_rate_limits(integer) to authenticated, service_role;

comment on function core.list_rate_limits(integer) is
$$Callers that have used a part of a limit, the most used first; for app role admin.

A key is the limit and the caller: role:anon:192.0.2.1, rpc:place_order:<user id>.
Returns: {items: [{key: text, full_at: timestamptz, seconds: numeric}], next: null}
Units: seconds until the bucket is full again; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_page_size.
Example: {"page_size": 20}
Budget: 100 ms.
$$;
