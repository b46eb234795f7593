-- commerce._lock_proposal: lock an open proposal for a decision.
--
-- First the lock of its location's proposals, shared: a run of the job that has counted
-- before the decision does not write after it.

create or replace function commerce._lock_proposal(p_proposal_id bigint)
    returns commerce.reorder_proposals
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_location_id constant bigint := (
        select p.location_id
        from commerce.reorder_proposals as p
        where p.id = p_proposal_id
    );
    v_proposal commerce.reorder_proposals;
begin
    if v_location_id is null then
        perform core.raise_error(
            'commerce.unknown_proposal',
            format('There is no proposal %s.', p_proposal_id)
        );
    end if;

    perform pg_advisory_xact_lock_shared(
        hashtextextended('commerce.reorders:' || v_location_id, 0)
    );
    select p.*
    into v_proposal
    from commerce.reorder_proposals as p
    where p.id = p_proposal_id
    for no key update;
    if v_proposal.status <> 'open' then
        perform core.raise_error(
            'commerce.transition_refused',
            format(
                'Proposal %s is %s; one can be decided that is open.',
                v_proposal.id, v_proposal.status
            )
        );
    end if;
    return v_proposal;
end;
$$;

comment on function commerce._lock_proposal(bigint) is
$$The locked proposal, which is open.

Errors: PT404 commerce.unknown_proposal, PT409 commerce.transition_refused.
$$;
