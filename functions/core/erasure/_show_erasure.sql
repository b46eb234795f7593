-- core._show_erasure: an erasure as callers see it.

create or replace function core._show_erasure(p_erasure core.erasures)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'id', p_erasure.id,
        'person_kind', p_erasure.person_kind,
        'person_sha256', encode(p_erasure.person_sha256, 'hex'),
        'reason', p_erasure.reason,
        'is_dry_run', p_erasure.is_dry_run,
        'status', p_erasure.status,
        'erased', p_erasure.erased,
        'detail', p_erasure.detail,
        'requested_at', p_erasure.requested_at,
        'requested_by', p_erasure.requested_by,
        'finished_at', p_erasure.finished_at
    )
$$;

comment on function core._show_erasure(core.erasures) is
    'Everything but the key of the person.';
