-- commerce.dismiss_reorder: decide against a proposal.
--
-- Definer: no role may write the table.

create or replace function commerce.dismiss_reorder(p_proposal_id bigint, p_reason text)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_proposal commerce.reorder_proposals;
begin
    perform core.require_role('buyer', 'admin');
    perform core.read_text('reason', p_reason, 1, 500);
    v_proposal := commerce._lock_proposal(p_proposal_id);

    update commerce.reorder_proposals as p
    set
        status = 'dismissed',
        decided_by = core.actor_id(),
        decided_at = core.now(),
        decided_reason = p_reason
    where p.id = v_proposal.id;
    return jsonb_build_object('proposal_id', v_proposal.id, 'status', 'dismissed');
end;
$$;

grant execute on function commerce.dismiss_reorder(bigint, text) to authenticated;

comment on function commerce.dismiss_reorder(bigint, text) is
$$Dismiss an open proposal.

The same need is not proposed again for commerce.reorder_quiet_days; a greater one is.
Returns: {proposal_id: bigint, status: "dismissed"}
Errors: PT403 core.not_permitted, PT404 commerce.unknown_proposal, PT409
commerce.transition_refused, PT422 core.invalid_argument.
Example: {"proposal_id": 1, "reason": "The season is over."}
Budget: 200 ms.
$$;
