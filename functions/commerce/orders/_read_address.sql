-- commerce._read_address: read the address that an order is sent to; raises if invalid.

create or replace function commerce._read_address(p_value jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_value constant jsonb := core.read_json('ship_to', p_value, 'object', 10000);
    v_needed constant text[] := '{name, street, city, country}'::text[];
    v_field text;
begin
    if v_value is null then
        perform core.raise_error('core.invalid_argument', 'ship_to is missing.');
    end if;
    foreach v_field in array v_needed || '{postal_code, region, phone}'
    loop
        if jsonb_typeof(v_value -> v_field) not in ('string', 'null') then
            perform core.raise_error(
                'core.invalid_argument', format('ship_to.%s is not a text.', v_field)
            );
        end if;
        perform core.read_text(
            'ship_to.' || v_field, v_value ->> v_field,
            (v_field = any(v_needed))::integer, 200
        );
    end loop;
    return (
        select jsonb_object_agg(f.name, f.value)
        from jsonb_each(v_value) as f (name, value)
        where
            f.name = any(v_needed || '{postal_code, region, phone}')
            and f.value <> 'null'
    );
end;
$$;

comment on function commerce._read_address(jsonb) is
$${name, street, city, country} and, if sent, postal_code, region and phone.

Errors: PT422 core.invalid_argument.
$$;
