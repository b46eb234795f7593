-- filters._write_dimension: write a checked configuration to the registry.

create or replace function filters._write_dimension(p_config jsonb)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into filters.dimensions as d (
        name, label, parent, position, source_table, column_name, json_path,
        debounce_ms, roles, master_table, master_key, master_label, prune_after,
        protected, state
    )
    values (
        p_config ->> 'name',
        p_config ->> 'label',
        p_config ->> 'parent',
        (p_config ->> 'position')::numeric::bigint,
        (p_config ->> 'source')::regclass,
        p_config ->> 'column',
        filters._to_texts(p_config -> 'path'),
        (p_config ->> 'debounce_ms')::numeric::integer,
        filters._to_texts(p_config -> 'roles'),
        (p_config -> 'master' ->> 'table')::regclass,
        p_config -> 'master' ->> 'key',
        p_config -> 'master' ->> 'label',
        (p_config ->> 'prune_after')::interval,
        filters._to_texts(p_config -> 'protected'),
        'off'
    )
    on conflict (name) do update
    set
        label = excluded.label,
        parent = excluded.parent,
        position = excluded.position,
        source_table = excluded.source_table,
        column_name = excluded.column_name,
        json_path = excluded.json_path,
        debounce_ms = excluded.debounce_ms,
        roles = excluded.roles,
        master_table = excluded.master_table,
        master_key = excluded.master_key,
        master_label = excluded.master_label,
        prune_after = excluded.prune_after,
        protected = excluded.protected
$$;

comment on function filters._write_dimension(jsonb) is
    'Insert or update one dimension; a new dimension is off.';
