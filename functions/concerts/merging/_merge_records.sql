-- concerts._merge_records: merge records of an entity, and save how they were.

create or replace function concerts._merge_records(
    p_entity text, p_keep_id bigint, p_drop_ids bigint[], p_score double precision
)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_artists bigint[];
    v_merge_id bigint;
begin
    perform concerts._lock_merging();
    perform concerts._lock_records(p_entity, p_drop_ids || p_keep_id);
    v_artists := concerts._merged_artists(p_entity, p_drop_ids || p_keep_id);
    insert into concerts.merges (entity, keep_id, drop_ids, score, made_by, made_at)
    values (p_entity, p_keep_id, p_drop_ids, p_score, core.actor_id(), core.now())
    returning id into v_merge_id;

    perform concerts._merge_row(
        v_merge_id, concerts._mergeable_table(p_entity), '{id}',
        jsonb_build_object('id', p_keep_id), jsonb_build_object('id', d.id)
    )
    from unnest(p_drop_ids) as d (id);
    if p_entity = 'show' and cardinality(v_artists) > 1 then
        perform concerts._mend_heats(v_artists, v_merge_id);
    end if;
    perform concerts._emit_merge(v_merge_id, false);
    perform core.invalidate_cache('{concerts.homepage}');
    return v_merge_id;
end;
$$;

comment on function concerts._merge_records(text, bigint, bigint[], double precision) is
$$Merge records into one; returns the id of the merge.

Errors: PT404 concerts.unknown_record, PT409 concerts.merge_conflict, PT422
core.invalid_argument.
Emits: concerts.record.merged on concerts:records.
$$;
