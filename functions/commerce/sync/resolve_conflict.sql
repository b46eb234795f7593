-- commerce.resolve_conflict: let one side stand in an open conflict.
--
-- The choice is a write of this side that has seen the source's version: it supersedes
-- both states, and the source gets it as any other local change. Locks stock levels,
-- the record, its product, then the conflict. Definer: no role may write the tables.

create or replace function commerce.resolve_conflict(
    p_conflict_id bigint, p_choice text
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_record commerce.sync_records;
    v_conflict commerce.sync_conflicts;
    v_sides jsonb;
    v_value jsonb;
    v_fault text;
    v_is_applied boolean;
begin
    perform core.require_role('admin', 'buyer');
    if p_choice is null or p_choice not in ('pms', 'ours') then
        perform core.raise_error(
            'core.invalid_argument',
            format('choice is %s, not pms or ours.', core.excerpt(p_choice))
        );
    end if;
    select r.*
    into v_record
    from commerce.sync_conflicts as c
    inner join commerce.sync_records as r on c.sync_record_id = r.id
    where c.id = p_conflict_id;
    if not found then
        perform core.raise_error(
            'commerce.unknown_conflict', format('There is no conflict %s.', p_conflict_id)
        );
    end if;
    perform l.id
    from commerce._lock_sync_records(v_record.source, jsonb_build_array(
        jsonb_build_object(
            'entity', v_record.entity, 'external_id', v_record.external_id
        )
    )) as l;
    perform commerce._sync_record(v_record.id);

    select c.*
    into v_conflict
    from commerce.sync_conflicts as c
    where c.id = p_conflict_id
    for update;
    if v_conflict.status <> 'open' then
        perform core.raise_error(
            'commerce.conflict_resolved',
            format('Conflict %s is resolved.', p_conflict_id)
        );
    end if;

    select r.*
    into v_record
    from commerce.sync_records as r
    where r.id = v_conflict.sync_record_id;
    v_sides := v_record.fields -> v_conflict.field;
    v_value := case p_choice
        when 'pms' then v_sides #> '{pms,value}'
        else v_record.local -> v_conflict.field
    end;
    v_is_applied := v_value is distinct from v_record.local -> v_conflict.field;
    if v_is_applied then
        v_fault := commerce._apply_field(v_record, v_conflict.field, v_value);
    end if;
    if v_fault is not null or v_value is null then
        perform core.raise_error(
            'commerce.choice_refused', coalesce(v_fault, 'This side has no value.')
        );
    end if;

    update commerce.sync_records as r
    set
        version = r.version + 1,
        fields = jsonb_set(
            r.fields, array[v_conflict.field, 'us'], jsonb_build_object(
                'value', v_value,
                'version', r.version + 1,
                'at', commerce._write_time(core.now()),
                'seen', coalesce((v_sides #>> '{pms,version}')::bigint, 0)
            )
        ),
        local = r.local || jsonb_build_object(v_conflict.field, v_value),
        updated_at = core.now()
    where r.id = v_record.id
    returning r.* into v_record;
    update commerce.sync_conflicts
    set
        status = 'resolved',
        decision = case p_choice when 'pms' then 'pms' else 'us' end,
        resolved_at = core.now(),
        resolved_by = core.actor_id()
    where id = p_conflict_id;
    perform commerce._emit_sync(v_record, array[v_conflict.field]);
    if v_is_applied and v_record.entity = 'product' then
        perform commerce._emit_product(v.product_id, case
            when v_conflict.field <> 'deleted' then 'updated'
            when v_value::boolean then 'deleted'
            else 'restored'
        end)
        from commerce.variants as v
        where v.id = v_record.local_id;
    end if;

    return jsonb_build_object(
        'conflict_id', p_conflict_id,
        'entity', v_record.entity,
        'external_id', v_record.external_id,
        'field', v_conflict.field,
        'value', v_value,
        'version', v_record.version
    );
end;
$$;

grant execute on function commerce.resolve_conflict(bigint, text)
to authenticated, service_role;

comment on function commerce.resolve_conflict(bigint, text) is
$$Resolve an open conflict by `choice`: pms or ours.

Needs app role admin or buyer. The chosen value stands here at once, and the source gets
it as a local change.
Returns: {conflict_id: bigint, entity: "product" | "inventory" | "order", external_id:
text, field: text, value: jsonb, version: bigint}
Errors: PT404 commerce.unknown_conflict, PT409 commerce.conflict_resolved,
commerce.choice_refused if the value cannot stand here, PT422 core.invalid_argument,
PT403 core.not_permitted.
Emits: commerce.sync.changed on commerce:sync:<source>; commerce.product.updated,
.deleted, .restored on commerce:product:<id>.
Example: {"conflict_id": 1, "choice": "pms"}
Budget: 200 ms.
$$;
