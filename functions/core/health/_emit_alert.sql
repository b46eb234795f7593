-- core._emit_alert: emit an event for a change of an alert.

create or replace function core._emit_alert(p_type text, p_alert_id bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select core.emit(
        p_type => p_type,
        p_topic => 'core:alerts',
        p_entity_id => a.id::text,
        p_payload => jsonb_build_object(
            'v', 1,
            'check', a.check_name,
            'status', a.status,
            'value', a.value,
            'unit', a.unit,
            'detail', a.detail,
            'opened_at', a.opened_at,
            'cleared_at', a.cleared_at
        )
    )
    from core.alerts as a
    where a.id = p_alert_id
$$;

grant execute on function core._emit_alert(text, bigint) to service_role, app_worker;
