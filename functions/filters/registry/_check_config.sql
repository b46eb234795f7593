-- filters._check_config: validate a configuration and complete it.
--
-- Missing keys keep their current value; for a new dimension they get the default.

create or replace function filters._check_config(p_config jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now filters.dimensions;
    v_config jsonb;
    v_fault text;
begin
    v_fault := filters._config_fault(p_config);
    if v_fault is not null then
        perform core.raise_error('filters.invalid_dimension', v_fault);
    end if;

    select * into v_now
    from filters.dimensions
    where name = p_config ->> 'name';
    v_config := case
        when v_now.name is not null then filters._dimension_config(v_now)
        else jsonb_build_object(
            'label', p_config -> 'name',
            'path', null,
            'parent', null,
            'position', (
                select coalesce(max(d.position), 0) + 1 from filters.dimensions as d
            ),
            'debounce_ms', 200,
            'roles', null,
            'master', null,
            'prune_after', null,
            'protected', jsonb_build_array()
        )
    end || (p_config - 'reason');

    if v_now.counted_by = 'cells' then
        if (v_config - array['label', 'debounce_ms', 'roles', 'prune_after', 'protected'])
            <> (
                filters._dimension_config(v_now)
                - array['label', 'debounce_ms', 'roles', 'prune_after', 'protected']
            )
        then
            perform core.raise_error(
                'filters.invalid_dimension',
                format(
                    '%s is built in: only label, debounce_ms, roles, prune_after and '
                    'protected can change.',
                    v_now.name
                )
            );
        end if;
        return v_config;
    end if;

    v_fault := filters._reading_fault(v_config);
    if v_fault is not null then
        perform core.raise_error('filters.invalid_dimension', v_fault);
    end if;
    return v_config;
end;
$$;

comment on function filters._check_config(jsonb) is
    'Errors: PT422 filters.invalid_dimension, filters.invalid_source.';
