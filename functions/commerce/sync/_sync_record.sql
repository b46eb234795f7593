-- commerce._sync_record: bring one record up to date: local changes, then the source's.
--
-- The caller has locked the record with commerce._lock_sync_records. In this order:
-- what was changed here is noted, what came is joined, each field is decided, what the
-- source wins is applied, conflicts are listed, and what this side wins is emitted. A
-- value that came from the source becomes the last seen one, so it is not sent back.

create or replace function commerce._sync_record(
    p_record_id bigint, p_incoming jsonb default '{}'
)
    returns text[]
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_record commerce.sync_records;
    v_before jsonb;
    v_values jsonb;
    v_noted jsonb := '{}'::jsonb;
    v_link record;
    v_link_fault text;
    v_field record;
    v_fault text;
    v_emit text[] := '{}'::text[];
    v_verb text;
    v_open text[];
    v_conflicts text[] := '{}'::text[];
begin
    select r.* into v_record from commerce.sync_records as r where r.id = p_record_id;
    v_before := to_jsonb(v_record);
    v_record.version := greatest(v_record.version, (
        select max((e.value #>> '{pms,seen}')::bigint) from jsonb_each(p_incoming) as e
    ));

    if v_record.entity = 'product' and v_record.local_id is null then
        select l.*
        into v_link
        from commerce._link_product(v_record, (
            select jsonb_object_agg(e.key, e.value #> '{pms,value}')
            from jsonb_each(commerce._join_fields(v_record.fields, p_incoming)) as e
        )) as l;
        v_record.local_id := v_link.local_id;
        v_link_fault := v_link.fault;
        if v_link.is_new then
            v_verb := 'created';
            v_record.local := commerce._local_values(v_record);
        end if;
    end if;

    v_values := coalesce(commerce._local_values(v_record), '{}');
    if not v_record.local @> v_values then
        v_noted := commerce._note_local(v_record, v_values);
        v_record.local := v_record.local || v_values;
    end if;
    if v_noted <> '{}' then
        v_emit := array(select jsonb_object_keys(v_noted));
        v_record.version := v_record.version + 1;
        v_record.fields := commerce._join_fields(v_record.fields, v_noted);
    end if;
    v_record.fields := commerce._join_fields(v_record.fields, p_incoming);

    v_open := array(
        select c.field
        from commerce.sync_conflicts as c
        where c.sync_record_id = p_record_id and c.status = 'open'
    );
    for v_field in
        select e.key as name, e.value as sides, p.policy, d.winner, d.value, d.reason
        from jsonb_each(v_record.fields) as e
        cross join lateral (
            select commerce._sync_policy(v_record.source, v_record.entity, e.key) as policy
        ) as p
        cross join lateral commerce._decide_field(e.value, p.policy) as d
        order by e.key
    loop
        v_fault := null;
        if v_record.entity = 'product' and v_record.local_id is null then
            v_fault := case when v_field.name = 'sku' then v_link_fault end;
        elsif v_field.winner is not null
            and v_field.value is distinct from v_record.local -> v_field.name
        then
            v_fault := commerce._apply_field(v_record, v_field.name, v_field.value);
            if v_fault is null then
                v_verb := case
                    when v_verb = 'created' then 'created'
                    when v_field.name <> 'deleted' then coalesce(v_verb, 'updated')
                    when v_field.value::boolean then 'deleted'
                    else 'restored'
                end;
                v_record.local := v_record.local
                    || jsonb_build_object(v_field.name, v_field.value);
            end if;
        end if;
        if (
            v_fault is not null
            or v_field.reason in ('concurrent', 'contradiction')
            or v_field.name = any(v_open)
        )
            and commerce._write_conflict(
                v_record.id, v_field.name, v_field.sides, v_field.policy,
                v_field.reason, v_field.winner, v_fault
            )
        then
            v_conflicts := v_conflicts || v_field.name;
            if v_field.winner = 'us' then
                v_emit := v_emit || v_field.name;
            end if;
        end if;
    end loop;

    if v_record.entity = 'product' and v_verb is not null then
        perform commerce._emit_product(
            (
                select v.product_id
                from commerce.variants as v
                where v.id = v_record.local_id
            ),
            v_verb
        );
    end if;
    if to_jsonb(v_record) <> v_before then
        update commerce.sync_records as r
        set
            local_id = v_record.local_id,
            version = v_record.version,
            fields = v_record.fields,
            local = v_record.local,
            updated_at = core.now()
        where r.id = p_record_id;
        if v_emit <> '{}' then
            perform commerce._emit_sync(v_record, v_emit);
        end if;
    end if;
    return v_conflicts;
end;
$$;

comment on function commerce._sync_record(bigint, jsonb) is
$$Merge {field: {pms: state}} into a locked record; returns the fields in new conflict.

Emits: commerce.sync.changed on commerce:sync:<source>; commerce.product.created,
.updated, .deleted, .restored on commerce:product:<id>.
$$;
