-- commerce._emit_sync: tell the source about fields in which this side stands.

create or replace function commerce._emit_sync(
    p_record commerce.sync_records, p_fields text[]
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        'commerce.sync.changed',
        'commerce:sync:' || (p_record).source,
        (p_record).entity || ':' || (p_record).external_id,
        jsonb_build_object(
            'v', 1,
            'source', (p_record).source,
            'entity', (p_record).entity,
            'external_id', (p_record).external_id,
            'version', (p_record).version,
            'fields', o.fields
        )
    )
    from commerce._outgoing_fields(p_record, p_fields) as o (fields)
    where o.fields <> '{}'
$$;

comment on function commerce._emit_sync(commerce.sync_records, text[]) is
$$Emit one event with those of p_fields that the source does not show yet.

Emits: commerce.sync.changed {v, source, entity, external_id, version, fields: {field:
{value, version, at, seen}}} on commerce:sync:<source>.
$$;
