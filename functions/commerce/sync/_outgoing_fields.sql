-- commerce._outgoing_fields: the fields of a record that the source has to take over.
--
-- seen is the version of the source that this side knows: the source refuses the write
-- if it has a later one.

create or replace function commerce._outgoing_fields(
    p_record commerce.sync_records, p_fields text[] default null
)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_object_agg(
            e.key,
            (e.value -> 'us') || jsonb_build_object(
                'seen', coalesce((e.value #>> '{pms,version}')::bigint, 0)
            )
        ),
        '{}'
    )
    from jsonb_each((p_record).fields) as e
    cross join lateral commerce._decide_field(
        e.value, commerce._sync_policy((p_record).source, (p_record).entity, e.key)
    ) as d
    where
        d.winner = 'us'
        and (
            e.value #> '{pms,value}' is distinct from d.value
            or e.value -> 'pms' ? 'is_contradicted'
        )
        and (p_fields is null or e.key = any(p_fields))
$$;

comment on function commerce._outgoing_fields(commerce.sync_records, text[]) is
    '{field: {value, version, at, seen}}: this side stands and the source differs.';
