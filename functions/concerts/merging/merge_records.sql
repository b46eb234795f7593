-- concerts.merge_records: merge duplicates into one record.
--
-- A dry run does the same work in a subtransaction and takes it back, so its plan is
-- what a merge does. Definer: rows of every table move, for which no caller has a
-- right.

create or replace function concerts.merge_records(
    p_entity text, p_keep_id bigint, p_drop_ids bigint[],
    p_dry_run boolean default false
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_merge_id bigint;
    v_plan jsonb;
begin
    perform core.require_role('admin', 'curator');
    perform core.read_list('drop_ids', p_drop_ids, 1, 50);
    if p_keep_id is null or p_keep_id = any(p_drop_ids)
        or cardinality(p_drop_ids) > (
            select count(distinct d.id) from unnest(p_drop_ids) as d (id)
        )
    then
        perform core.raise_error(
            'core.invalid_argument', 'keep_id and drop_ids must be different ids.'
        );
    end if;

    begin
        v_merge_id := concerts._merge_records(p_entity, p_keep_id, p_drop_ids, null);
        v_plan := concerts._show_merge(v_merge_id);
        if coalesce(p_dry_run, false) then
            raise exception using errcode = 'RHDRY';
        end if;
    exception
        when sqlstate 'RHDRY' then
            v_merge_id := null;
        when unique_violation or check_violation or foreign_key_violation
            or exclusion_violation then
            perform core.raise_error('concerts.merge_conflict', sqlerrm);
    end;
    return jsonb_build_object('merge_id', v_merge_id) || v_plan;
end;
$$;

grant execute on function concerts.merge_records(text, bigint, bigint[], boolean)
to authenticated, service_role;

comment on function concerts.merge_records(text, bigint, bigint[], boolean) is
$$Merge up to 50 records of entity artist, venue, show or song into keep_id; for app
roles admin and curator.

What leads to the dropped records leads to the kept one; rows that then have the same
key become one (concerts.merge_rules). Old ids redirect (resolve_record). undo_merge
restores everything. tables has the number of rows by what the merge does to them;
redirects has up to 500; history has the number of rows, by table, that keep the old id.
With dry_run nothing is done, and merge_id is null.
Returns: {merge_id: bigint | null, entity: "artist" | "venue" | "show" | "song",
keep_id: bigint, drop_ids: [bigint], tables: [{table_name: text, changed: bigint,
dropped: bigint, added: bigint}], redirects: [{entity: "artist" | "venue" | "show" |
"song" | "setlist" | "setlist_song", from_id: bigint, to_id: bigint}], history: {[text]:
bigint}}
Errors: PT403 core.not_permitted, PT404 concerts.unknown_record, PT409
concerts.merge_conflict, PT422 core.invalid_argument.
Emits: concerts.record.merged {v, merge_id, entity, keep_id, drop_ids} on
concerts:records.
Example: {"entity": "artist", "keep_id": 1001, "drop_ids": [1003], "dry_run": true}
Budget: 2000 ms.
$$;
