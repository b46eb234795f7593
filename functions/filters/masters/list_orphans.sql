-- filters.list_orphans: master rows without a line, and values without a master row.
--
-- The dimensions of the cube cannot have values without a master row: foreign keys
-- prevent it. Definer: reads master tables that filters.allowed_sources lists.

create or replace function filters.list_orphans(p_dimension text)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_dimension filters.dimensions;
    v_masters text[];
    v_values text[];
    v_fault text;
begin
    perform core.require_role('admin');
    v_dimension := filters._find_dimension(p_dimension);
    v_fault := case
        when v_dimension.master_table is not null then filters._allow_fault(
            v_dimension.master_table, 'master', array[v_dimension.master_key::text]
        )
    end;
    if v_fault is not null then
        perform core.raise_error(
            'filters.invalid_source', format('%s %s.', v_dimension.master_table, v_fault)
        );
    end if;
    if v_dimension.counted_by = 'cells' or v_dimension.is_enabled then
        v_masters := array(
            select m.value from filters._list_orphan_masters(p_dimension) as m (value)
            order by m.value
        );
    end if;
    if v_dimension.master_table is not null then
        v_values := array(
            select s.value from filters._list_sold_values(p_dimension) as s (value)
            except
            select m.value from filters._list_master_values(p_dimension) as m (value)
            order by value
        );
    end if;

    return jsonb_build_object(
        'dimension', p_dimension,
        'master_without_transaction', to_jsonb((coalesce(v_masters, '{}'))[1:1000]),
        'transaction_without_master', to_jsonb((coalesce(v_values, '{}'))[1:1000]),
        'totals', jsonb_build_object(
            'master_without_transaction', coalesce(cardinality(v_masters), 0),
            'transaction_without_master', coalesce(cardinality(v_values), 0)
        )
    );
end;
$$;

grant execute on function filters.list_orphans(text) to authenticated, service_role;

comment on function filters.list_orphans(text) is
$$Master rows without a line, and values without a master row; for app role admin.

The first 1,000 of each, and the number of all.
Returns: {dimension: text, master_without_transaction: [text],
transaction_without_master: [text], totals: {master_without_transaction: bigint,
transaction_without_master: bigint}}
Errors: PT403 core.not_permitted, PT422 filters.unknown_dimension,
filters.invalid_source.
Example: {"dimension": "brand"}
Budget: 200 ms.
$$;
