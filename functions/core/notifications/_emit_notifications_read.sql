-- core._emit_notifications_read: send the read notifications to the user's other
-- devices.
--
-- Definer: users may not write the log. The event goes to the caller's own topic only.

create or replace function core._emit_notifications_read(p_ids bigint[])
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_user_id uuid := core.require_user();
begin
    perform core.emit(
        p_type => 'core.notification.read',
        p_topic => 'core:notifications:' || v_user_id,
        p_entity_id => v_user_id::text,
        p_payload => jsonb_build_object('v', 1, 'ids', to_jsonb(p_ids))
    );
end;
$$;

grant execute on function core._emit_notifications_read(bigint[])
to authenticated;

comment on function core._emit_notifications_read(bigint[]) is
$$Emit the ids to the caller's other devices.

Errors: PT403 core.not_permitted.
Emits: core.notification.read {v, ids} on the caller's topic.
$$;
