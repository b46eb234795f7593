-- concerts.undo_merge: make the records of a merge separate again.
--
-- Locks as a merge does. Definer: rows of every table come back.

create or replace function concerts.undo_merge(p_merge_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_merge concerts.merges;
    v_later bigint;
begin
    perform core.require_role('admin', 'curator');
    perform concerts._lock_merging();
    select *
    into v_merge
    from concerts.merges
    where id = p_merge_id and undone_at is null
    for update;
    if v_merge.id is null then
        perform core.raise_error(
            'concerts.unknown_merge',
            format('There is no merge %s to undo.', coalesce(p_merge_id::text, 'null'))
        );
    end if;
    v_later := concerts._later_merge(p_merge_id);
    if v_later is not null then
        perform core.raise_error(
            'concerts.undo_conflict', format('Merge %s changed the same rows later.', v_later)
        );
    end if;

    begin
        perform concerts._undo_merge(v_merge);
    exception
        when unique_violation or check_violation or foreign_key_violation
            or exclusion_violation then
            perform core.raise_error('concerts.undo_conflict', sqlerrm);
    end;
    update concerts.merges
    set undone_at = core.now(), undone_by = core.actor_id()
    where id = p_merge_id;
    perform concerts._emit_merge(p_merge_id, true);
    perform core.invalidate_cache('{concerts.homepage}');
    return jsonb_build_object(
        'merge_id', p_merge_id, 'entity', v_merge.entity, 'keep_id', v_merge.keep_id,
        'drop_ids', to_jsonb(v_merge.drop_ids)
    );
end;
$$;

grant execute on function concerts.undo_merge(bigint) to authenticated, service_role;

comment on function concerts.undo_merge(bigint) is
$$Take back a merge; for app roles admin and curator.

Every row that it moved, changed or dropped is as it was; what others changed since
stays. Merges of the same rows are undone from the last one backwards.
Returns: {merge_id: bigint, entity: "artist" | "venue" | "show" | "song", keep_id:
bigint, drop_ids: [bigint]}
Errors: PT403 core.not_permitted, PT404 concerts.unknown_merge, PT409
concerts.undo_conflict.
Emits: concerts.record.separated {v, merge_id, entity, keep_id, drop_ids} on
concerts:records.
Example: {"merge_id": 1}
Budget: 2000 ms.
$$;
