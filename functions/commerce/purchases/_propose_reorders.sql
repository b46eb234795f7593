-- commerce._propose_reorders: bring the open proposals of a location up to date.
--
-- Holds the lock of the location's proposals, which decisions share, until the end: a
-- need is never computed before a decision and written after it. Lock order: the lock,
-- low levels, proposals, drafts of purchase orders. One transaction; a crash leaves
-- what was, and the next run computes all of it again.

create or replace function commerce._propose_reorders(p_location_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := core.now();
    v_quiet constant interval := make_interval(
        hours => 24 * (core.setting('commerce.reorder_quiet_days'))::integer
    );
    v_needs commerce.reorder_need[];
    v_proposal commerce.reorder_proposals;
    v_written bigint;
    v_withdrawn bigint;
    v_approved bigint := 0;
begin
    perform pg_advisory_xact_lock(
        hashtextextended('commerce.reorders:' || p_location_id, 0)
    );
    v_needs := array(
        select row(n.*)::commerce.reorder_need
        from commerce._list_reorder_needs(p_location_id) as n
    );
    perform commerce._note_low_levels(p_location_id, v_needs);

    -- What a person dismissed lately stays so, unless more is needed by now.
    v_needs := array(
        select row(n.*)::commerce.reorder_need
        from unnest(v_needs) as n
        where
            n.quantity > 0
            and not exists (
                select
                from commerce.reorder_proposals as p
                where
                    p.variant_id = n.variant_id
                    and p.location_id = p_location_id
                    and p.status = 'dismissed'
                    and p.decided_by is not null
                    and p.decided_at > v_now - v_quiet
                    and p.quantity >= n.quantity
            )
    );

    update commerce.reorder_proposals as p
    set
        status = 'dismissed',
        decided_at = v_now,
        decided_reason = 'It is no longer needed.'
    where
        p.location_id = p_location_id
        and p.status = 'open'
        and not exists (
            select from unnest(v_needs) as n where n.variant_id = p.variant_id
        );
    get diagnostics v_withdrawn = row_count;

    insert into commerce.reorder_proposals as p (
        variant_id, location_id, vendor_id, quantity, pack_size, unit_cost_minor,
        reasons, created_at, updated_at
    )
    select
        n.variant_id, p_location_id, n.vendor_id, n.quantity, n.pack_size,
        n.unit_cost_minor, n.reasons, v_now, v_now
    from unnest(v_needs) as n
    order by n.variant_id
    on conflict (variant_id, location_id) where status = 'open' do update
    set
        vendor_id = excluded.vendor_id,
        quantity = excluded.quantity,
        pack_size = excluded.pack_size,
        unit_cost_minor = excluded.unit_cost_minor,
        reasons = excluded.reasons
    where
        (p.vendor_id, p.quantity, p.pack_size, p.unit_cost_minor)
        is distinct from (
            excluded.vendor_id, excluded.quantity, excluded.pack_size,
            excluded.unit_cost_minor
        );
    get diagnostics v_written = row_count;

    for v_proposal in
        select p.*
        from commerce.reorder_proposals as p
        inner join commerce.vendors as v on p.vendor_id = v.id
        where
            p.location_id = p_location_id
            and p.status = 'open'
            and v.approval_limit_minor > 0
            and p.quantity * p.unit_cost_minor <= v.approval_limit_minor
        order by p.vendor_id, p.id
        for no key update of p
    loop
        perform commerce._order_proposal(v_proposal, v_proposal.quantity, null);
        v_approved := v_approved + 1;
    end loop;

    return jsonb_build_object(
        'written', v_written, 'withdrawn', v_withdrawn, 'approved', v_approved
    );
end;
$$;

comment on function commerce._propose_reorders(bigint) is
$$Propose what the rules of a location need: {written, withdrawn, approved}.

One open proposal per variant: it is changed when the need changes, and dismissed when
the need has gone. One whose cost is within the vendor's approval limit is approved.
Emits: commerce.stock.ran_low {v, sku, location, stock, reorder_point} on
commerce:low_stock:<location>; commerce.low_stock.changed {v, version, verb, count} for
more than 50.
$$;
