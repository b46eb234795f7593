-- filters.toggle_dimension: enable or disable a dimension.
--
-- Each call becomes a version, so no concurrent call is lost; calls are serialized by
-- the row of the registry. Locks as filters.register_dimension, and definer for the
-- same reason.

create or replace function filters.toggle_dimension(
    p_name text,
    p_enabled boolean,
    p_reason text,
    p_keep_values boolean default true
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_config jsonb;
begin
    perform core.require_role('admin');
    perform core.read_text('reason', p_reason, 1, 500);
    if p_enabled is null or p_keep_values is null then
        perform core.raise_error(
            'core.invalid_argument', 'enabled or keep_values is missing.'
        );
    end if;
    perform core.set_reason(p_reason);

    v_config := filters._dimension_config(filters._lock_dimension(p_name));
    if p_enabled then
        v_config := filters._check_config(v_config);
    end if;
    return filters._apply_config(v_config, p_enabled, p_keep_values, p_reason);
end;
$$;

grant execute on function filters.toggle_dimension(text, boolean, text, boolean)
to authenticated, service_role;

comment on function filters.toggle_dimension(text, boolean, text, boolean) is
$$Switch a dimension on or off; for app role admin.

While it is off, a registered dimension costs its table nothing; keep_values false
deletes its counts. Switched on, it is counted from the start, and it is live when the
operation has succeeded. operation_id is null if nothing has to be counted.
Returns: {dimension: text, version: bigint, state: "off" | "filling" | "live",
operation_id: bigint | null}
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
core.invalid_argument, filters.invalid_dimension, filters.invalid_source, PT409
filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Example: {"name": "brand", "enabled": false, "reason": "It is not shown."}
Budget: 200 ms.
$$;
