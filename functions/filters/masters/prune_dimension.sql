-- filters.prune_dimension: delete master rows that have had no line for a long time.
--
-- The grace period of a row starts with the first run that finds it without a line. The
-- dimension is locked, so runs follow each other; then the function waits for a legal
-- hold that is being placed. Definer: master data belongs to the owner, and only tables
-- that filters.allowed_sources lists for pruning lose rows.

create or replace function filters.prune_dimension(
    p_name text, p_dry_run boolean default true
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_is_dry boolean := coalesce(p_dry_run, true);
    v_value text;
    v_fault text;
    v_pruned text[] := array[]::text[];
    v_kept jsonb := '[]'::jsonb;
begin
    perform core.require_role('admin');
    v_dimension := filters._lock_dimension(p_name);
    if v_dimension.prune_after is null
        or v_dimension.master_table is null
        or not v_dimension.is_enabled
    then
        perform core.raise_error(
            'filters.not_prunable',
            format('%s is off, or has no master table or prune_after.', p_name)
        );
    end if;
    v_fault := filters._allow_fault(v_dimension.master_table, 'prune');
    if v_fault is not null then
        perform core.raise_error(
            'filters.not_prunable', format('%s %s.', v_dimension.master_table, v_fault)
        );
    end if;
    if not v_is_dry then
        perform pg_advisory_xact_lock_shared(hashtextextended('core.legal_holds', 0));
        perform core.set_reason('No row had it for ' || v_dimension.prune_after || '.');
        perform filters._note_orphans(p_name);
    end if;

    for v_value in
        select m.value
        from filters._list_orphan_masters(p_name) as m (value)
        left join filters.orphans as o on o.dimension = p_name and m.value = o.value
        where
            m.value <> all(v_dimension.protected)
            and coalesce(o.since_at, core.now()) + v_dimension.prune_after <= core.now()
        order by m.value
    loop
        v_fault := filters._prune_value(v_dimension, v_value, v_is_dry);
        if v_fault is null then
            v_pruned := v_pruned || v_value;
        else
            v_kept := v_kept || jsonb_build_object('value', v_value, 'reason', v_fault);
        end if;
    end loop;

    if not v_is_dry and v_pruned <> '{}' then
        delete from filters.orphans
        where dimension = p_name and value = any(v_pruned);
        perform filters._emit_master(p_name, 'pruned', v_pruned);
    end if;
    return jsonb_build_object(
        'dimension', p_name,
        'dry_run', v_is_dry,
        'pruned', to_jsonb(v_pruned),
        'kept', v_kept
    );
end;
$$;

grant execute on function filters.prune_dimension(text, boolean)
to authenticated, service_role, app_worker;

comment on function filters.prune_dimension(text, boolean) is
$$Delete master rows without a line for longer than prune_after; for app role admin.

A dry run, the default, changes nothing. Protected values, rows that another table
refers to and rows under a legal hold are kept; the last two are listed with the reason.
Returns: {dimension: text, dry_run: boolean, pruned: [text], kept: [{value: text,
reason: text}]}
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension, PT409
filters.not_prunable.
Emits: filters.master.pruned, where the master table is not audited.
Example: {"name": "brand"}
Budget: 200 ms for a hundred rows.
$$;
