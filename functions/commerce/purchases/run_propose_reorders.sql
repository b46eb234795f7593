-- commerce.run_propose_reorders: the job that proposes what has to be bought.
--
-- Without a location it enqueues one job per location, so that each is a transaction of
-- its own and decisions wait for one location only; and it sends again what should have
-- been acknowledged by now. Under its key, so the vendor takes an order once.

create or replace function commerce.run_propose_reorders(p_job core.jobs)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_job.payload ? 'location_id' then
        perform commerce._propose_reorders((p_job.payload ->> 'location_id')::bigint);
        return;
    end if;

    perform core.enqueue(
        p_kind => 'commerce.propose_reorders',
        p_payload => jsonb_build_object('v', 1, 'location_id', l.location_id),
        p_queue => p_job.queue,
        p_dedupe_key => 'location:' || l.location_id
    )
    from (
        select r.location_id from commerce.reorder_rules as r
        union
        select p.location_id
        from commerce.reorder_proposals as p
        where p.status = 'open'
    ) as l
    order by l.location_id;

    perform core.enqueue(
        p_kind => 'commerce.send_purchase',
        p_payload => jsonb_build_object('v', 1, 'purchase_order_id', o.id),
        p_dedupe_key => 'purchase:' || o.id
    )
    from commerce.purchase_orders as o
    inner join commerce.vendors as v on o.vendor_id = v.id
    where
        o.status in ('draft', 'sent')
        and v.api_url is not null
        and commerce._next_order_at(v.order_days, v.timezone, core.now()) <= core.now()
        and coalesce(o.sent_at, o.created_at) < core.now() - interval '1 day'
    order by o.id;
end;
$$;

comment on function commerce.run_propose_reorders(core.jobs) is
$$Handler of commerce.propose_reorders: {location_id}, or all locations.
$$;
