-- tests.pms_change: a change of the PMS, as push_pms_changes takes it, in an array.

create or replace function tests.pms_change(
    p_entity text,
    p_external_id text,
    p_version bigint,
    p_fields jsonb,
    p_seen bigint default 0,
    p_at timestamptz default '2026-01-01Z'
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_array(jsonb_build_object(
        'entity', p_entity, 'external_id', p_external_id, 'version', p_version,
        'at', p_at, 'seen', p_seen, 'fields', p_fields
    ))
$$;
