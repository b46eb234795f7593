-- filters._dimension_config: a row of the registry in the form of a configuration.

create or replace function filters._dimension_config(p_dimension filters.dimensions)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'name', p_dimension.name,
        'label', p_dimension.label,
        'source', p_dimension.source_table::text,
        'column', p_dimension.column_name,
        'path', to_jsonb(p_dimension.json_path),
        'parent', p_dimension.parent,
        'position', p_dimension.position,
        'debounce_ms', p_dimension.debounce_ms,
        'roles', to_jsonb(p_dimension.roles),
        'master', case
            when p_dimension.master_table is not null then jsonb_build_object(
                'table', p_dimension.master_table::text,
                'key', p_dimension.master_key,
                'label', p_dimension.master_label
            )
        end,
        'prune_after', p_dimension.prune_after::text,
        'protected', to_jsonb(p_dimension.protected)
    )
$$;

comment on function filters._dimension_config(filters.dimensions) is
$$The settings of a dimension that a caller can choose.

{name, label, source, column, path, parent, position, debounce_ms, roles, master,
prune_after, protected}.
$$;
