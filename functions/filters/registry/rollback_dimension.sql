-- filters.rollback_dimension: restore a configuration and verify the values.
--
-- The old configuration is validated like a new one: a dropped table or column is
-- refused. Locks as filters.register_dimension, and definer for the same reason.

create or replace function filters.rollback_dimension(p_name text, p_version bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version filters.dimension_versions;
    v_reason text := format('Rollback to version %s.', p_version);
    v_answer jsonb;
begin
    perform core.require_role('admin');
    perform core.set_reason(v_reason);
    perform filters._lock_dimension(p_name);
    select * into v_version
    from filters.dimension_versions
    where dimension = p_name and number = p_version;
    if v_version.number is null then
        perform core.raise_error(
            'filters.unknown_version',
            format('%s has no version %s.', p_name, coalesce(p_version::text, 'null'))
        );
    end if;

    v_answer := filters._apply_config(
        filters._check_config(v_version.config - 'enabled'),
        (v_version.config -> 'enabled')::boolean,
        true,
        v_reason
    );
    return v_answer || jsonb_build_object(
        'proved', filters._is_counted(p_name)
    );
end;
$$;

grant execute on function filters.rollback_dimension(text, bigint)
to authenticated, service_role;

comment on function filters.rollback_dimension(text, bigint) is
$$Restore an earlier configuration of a dimension; for app role admin.

It becomes a new version. proved is true if all counts were compared with the rows and
are equal. It is null if the dimension is off, or is counted anew: it then goes live
only if they are equal.
Returns: {dimension: text, version: bigint, state: "off" | "filling" | "live",
operation_id: bigint | null, proved: boolean | null}
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
filters.invalid_dimension, filters.invalid_source, PT404 filters.unknown_version, PT409
filters.source_busy, PT429 core.too_many_operations.
Emits: filters.dimension.filled, when it was counted anew.
Example: {"name": "brand", "version": 1}
Budget: 200 ms, and as long as one count of the table.
$$;
