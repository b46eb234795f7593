-- filters.register_dimension: add a dimension or change the configuration of one.
--
-- Locks, in this order: the name, the source's row, the dimension, its parent, the
-- source. Definer: the registry, the triggers and the counts belong to the owner.

create or replace function filters.register_dimension(p_config jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_sent jsonb;
    v_name text;
    v_reason text;
    v_is_on boolean := true;
    v_config jsonb;
    v_answer jsonb;
begin
    perform core.require_role('admin');
    v_sent := core.read_json(
        'config', p_config, 'object', 100000, 'filters.invalid_dimension'
    );
    v_name := v_sent ->> 'name';
    v_reason := core.read_text(
        'reason', coalesce(v_sent ->> 'reason', 'Registered.'), 1, 500
    );
    perform core.set_reason(v_reason);
    perform pg_advisory_xact_lock(
        hashtextextended('filters.dimensions:' || coalesce(v_name, ''), 0)
    );
    if exists (select from filters.dimensions where name = v_name) then
        v_is_on := (filters._lock_dimension(v_name)).state <> 'off';
    end if;
    perform from filters.dimensions
    where name = v_sent ->> 'parent'
    for share;

    v_config := filters._check_config(v_sent);
    v_answer := filters._apply_config(v_config, v_is_on, true, v_reason);
    return v_answer || jsonb_build_object(
        'is_indexed', filters._is_indexed(filters._find_dimension(v_name))
    );
end;
$$;

grant execute on function filters.register_dimension(jsonb)
to authenticated, service_role;

comment on function filters.register_dimension(jsonb) is
$$Register a column as a dimension, or change one; for app role admin.

path leads into a jsonb column, parent is a dimension of the same table, roles may read
it. A missing key keeps its value or gets the default; a new dimension needs source and
column. A new dimension is enabled. It is counted while the table is written to, and it
is live when the operation has succeeded. Of the six built-in dimensions only label,
debounce_ms, roles, prune_after and protected can change. operation_id is null if
nothing has to be counted. Without an index on the column (is_indexed false), a
dimension that narrows a large table is beyond filters.max_cost.
Takes: {config: {name: text, source?: text, column?: text, label?: text, path?: [text] |
null, parent?: text | null, position?: bigint, debounce_ms?: integer, roles?: [text] |
null, master?: {table: text, key: text, label: text} | null, prune_after?: interval |
null, protected?: [text], reason?: text}}
Returns: {dimension: text, version: bigint, state: "off" | "filling" | "live",
operation_id: bigint | null, is_indexed: boolean}
Units: debounce_ms in milliseconds, 0 to 1000; a value is its first 200 characters.
Errors: PT403 core.not_permitted, PT422 filters.invalid_dimension,
filters.invalid_source, core.invalid_argument, PT409 filters.source_busy, PT429
core.too_many_operations.
Emits: filters.dimension.filled, when it is live.
Example: {"config": {"name": "product", "source": "filters.transactions", "column":
"product_key"}}
Budget: 200 ms.
$$;
