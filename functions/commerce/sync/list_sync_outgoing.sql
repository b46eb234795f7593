-- commerce.list_sync_outgoing: the writes that the source has to take over, in a range.
--
-- Definer: no role of requests has a grant on the table.

create or replace function commerce.list_sync_outgoing(
    p_source text, p_entity text, p_after text, p_until text, p_most integer
)
    returns jsonb
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'entity', p_entity, 'external_id', s.external_id, 'fields', s.fields
            )
            order by s.external_id collate "C"
        ),
        '[]'
    )
    from (
        select r.external_id, o.fields
        from commerce.sync_records as r
        cross join lateral commerce._outgoing_fields(r) as o (fields)
        where
            r.source = p_source
            and r.entity = p_entity
            and (p_after is null or r.external_id collate "C" > p_after)
            and (p_until is null or r.external_id collate "C" <= p_until)
            and o.fields <> '{}'
        order by r.external_id collate "C"
        limit p_most
    ) as s
$$;

grant execute on function commerce.list_sync_outgoing(text, text, text, text, integer)
to service_role, app_worker;

comment on function commerce.list_sync_outgoing(text, text, text, text, integer) is
$$[{entity, external_id, fields: {field: {value, version, at, seen}}}], in order, above
p_after and up to p_until; null: no bound.
$$;
