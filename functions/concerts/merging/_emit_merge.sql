-- concerts._emit_merge: announce that ids lead elsewhere now.

create or replace function concerts._emit_merge(p_merge_id bigint, p_is_undone boolean)
    returns bigint
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        p_type => case
            when p_is_undone then 'concerts.record.separated' else 'concerts.record.merged'
        end,
        p_topic => 'concerts:records',
        p_entity_id => m.keep_id::text,
        p_payload => jsonb_build_object(
            'v', 1, 'merge_id', m.id, 'entity', m.entity, 'keep_id', m.keep_id,
            'drop_ids', to_jsonb(m.drop_ids)
        )
    )
    from concerts.merges as m
    where m.id = p_merge_id
$$;

comment on function concerts._emit_merge(bigint, boolean) is
$$Emit an event for a merge or its undo.

Emits: concerts.record.merged or concerts.record.separated {v, merge_id, entity, keep_id,
drop_ids} on concerts:records.
$$;
