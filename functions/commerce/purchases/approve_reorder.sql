-- commerce.approve_reorder: approve a proposal; it joins the draft order of its vendor.
--
-- Definer: no role may write these tables, and jobs are enqueued.

create or replace function commerce.approve_reorder(
    p_proposal_id bigint,
    p_quantity integer default null,
    p_idempotency_key text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('buyer', 'admin');
    return core.answer_once(
        'commerce._approve_reorder', p_idempotency_key,
        jsonb_build_object('proposal_id', p_proposal_id, 'quantity', p_quantity)
    );
end;
$$;

grant execute on function commerce.approve_reorder(bigint, integer, text)
to authenticated;

comment on function commerce.approve_reorder(bigint, integer, text) is
$$Approve an open proposal.

quantity: another than the proposed one, a multiple of the pack size. What is approved
for one vendor and location is one purchase order until it is sent: on the vendor's next
order day, and not before commerce.purchase_delay_seconds.
Returns: {proposal_id: bigint, status: "approved", quantity: integer, purchase_order_id:
bigint}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_proposal, PT409
commerce.transition_refused, PT422 commerce.invalid_quantity, core.invalid_argument,
core.idempotency_key_reused, PT409 core.idempotency_key_in_use.
Example: {"proposal_id": 1}
Budget: 200 ms.
$$;
