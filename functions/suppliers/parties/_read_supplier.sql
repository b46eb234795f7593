-- suppliers._read_supplier: read a caller's supplier; raises if it is invalid.

create or replace function suppliers._read_supplier(p_supplier jsonb)
    returns suppliers.suppliers
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'suppliers.invalid_supplier';
    v_fields constant jsonb := core.read_json(
        'supplier', p_supplier, 'object', 30000, c_key
    );
    v_read jsonb;
    v_supplier suppliers.suppliers;
begin
    v_read := core.read_records(
        'supplier', jsonb_build_array(v_fields - 'metadata'),
        '{"name": "text", "country": "text", "calendar": "text"}', 1, 'supplier', c_key,
        c_key, '{is_active}'
    ) -> 0;
    v_supplier.name := core.read_text('name', v_read ->> 'name', 1, 200, c_key);
    v_supplier.country := v_read ->> 'country';
    if v_supplier.country !~ '^[A-Z]{2}$' then
        perform core.raise_error(c_key, 'country is not a code of two letters.');
    end if;
    if v_read ->> 'calendar' is not null then
        v_supplier.calendar_id := (suppliers._find_calendar(v_read ->> 'calendar')).id;
    end if;
    if jsonb_typeof(coalesce(nullif(v_read -> 'is_active', 'null'), 'true')) <> 'boolean'
    then
        perform core.raise_error(c_key, 'is_active is not true or false.');
    end if;
    v_supplier.is_active := coalesce((v_read ->> 'is_active')::boolean, true);
    v_supplier.metadata := coalesce(
        core.read_json('metadata', v_fields -> 'metadata', 'object', 10000, c_key), '{}'
    );
    return v_supplier;
end;
$$;

comment on function suppliers._read_supplier(jsonb) is
$$The supplier that a caller sent, with its defaults; without its code.

Errors: PT422 suppliers.invalid_supplier, PT404 suppliers.unknown_calendar.
$$;
