-- commerce._approve_reorder: approve a proposal for the caller.
--
-- Lock order: the lock of the location's proposals, shared (the job holds it alone),
-- the proposal, the draft order.

create or replace function commerce._approve_reorder(p_request jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_proposal commerce.reorder_proposals := commerce._lock_proposal(
        (p_request ->> 'proposal_id')::bigint
    );
    v_quantity constant bigint := coalesce(
        (p_request ->> 'quantity')::bigint, v_proposal.quantity
    );
begin
    if v_quantity not between 1 and 1000000
        or mod(v_quantity, v_proposal.pack_size) <> 0
    then
        perform core.raise_error(
            'commerce.invalid_quantity',
            format(
                'quantity is %s; it is at least 1, at most 1000000, in packs of %s.',
                v_quantity, v_proposal.pack_size
            )
        );
    end if;

    return jsonb_build_object(
        'proposal_id', v_proposal.id,
        'status', 'approved',
        'quantity', v_quantity,
        'purchase_order_id', commerce._order_proposal(
            v_proposal, v_quantity::integer, core.actor_id()
        )
    );
end;
$$;

comment on function commerce._approve_reorder(jsonb) is
$$The body of commerce.approve_reorder: {proposal_id, quantity}.

Errors: PT404 commerce.unknown_proposal, PT409 commerce.transition_refused, PT422
commerce.invalid_quantity.
$$;
