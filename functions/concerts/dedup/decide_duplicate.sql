-- concerts.decide_duplicate: merge a pair, or keep it apart for good.
--
-- Locks: the advisory lock concerts.run_find_duplicates, so it waits for a job that is
-- running; those of concerts._lock_merging; the pair. Definer: a merge moves rows for
-- which no caller has a right.

create or replace function concerts.decide_duplicate(
    p_candidate_id bigint, p_decision text, p_keep_id bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_pair concerts.duplicate_candidates;
    v_keep_id bigint;
    v_merge jsonb;
begin
    perform core.require_role('admin', 'curator');
    if p_decision is null or p_decision not in ('merge', 'distinct') then
        perform core.raise_error(
            'core.invalid_argument', 'decision is not merge or distinct.'
        );
    end if;
    perform pg_advisory_xact_lock(hashtextextended('concerts.run_find_duplicates', 0));
    perform concerts._lock_merging();
    select *
    into v_pair
    from concerts.duplicate_candidates
    where id = p_candidate_id and status = 'open'
    for update;
    if v_pair.id is null then
        perform core.raise_error(
            'concerts.unknown_candidate',
            format('There is no open pair %s.', coalesce(p_candidate_id::text, 'null'))
        );
    end if;

    if p_decision = 'merge' then
        v_keep_id := coalesce(
            p_keep_id, concerts._choose_kept(v_pair.entity, v_pair.left_id, v_pair.right_id)
        );
        if v_keep_id not in (v_pair.left_id, v_pair.right_id) then
            perform core.raise_error(
                'core.invalid_argument', 'keep_id is not one of the pair.'
            );
        end if;
        v_merge := concerts.merge_records(
            v_pair.entity, v_keep_id, array[v_pair.left_id + v_pair.right_id - v_keep_id]
        );
    end if;
    update concerts.duplicate_candidates
    set
        status = case when p_decision = 'merge' then 'merged' else 'distinct' end,
        decided_by = core.actor_id(),
        decided_at = core.now()
    where id = p_candidate_id;
    return jsonb_build_object(
        'candidate_id', p_candidate_id, 'decision', p_decision, 'merge', v_merge
    );
end;
$$;

grant execute on function concerts.decide_duplicate(bigint, text, bigint)
to authenticated, service_role;

comment on function concerts.decide_duplicate(bigint, text, bigint) is
$$Decide on a pair of list_duplicate_candidates: merge it into keep_id, or keep it apart
for good (distinct); for app roles admin and curator.

Without keep_id the record that more sources know stays. merge is null for distinct.
Returns: {candidate_id: bigint, decision: "merge" | "distinct", merge: merge_records |
null}
Errors: PT403 core.not_permitted, PT404 concerts.unknown_candidate,
concerts.unknown_record, PT409 concerts.merge_conflict, PT422 core.invalid_argument.
Emits: concerts.record.merged on concerts:records, if it merges.
Example: {"candidate_id": 1, "decision": "merge"}
Budget: 2000 ms.
$$;
