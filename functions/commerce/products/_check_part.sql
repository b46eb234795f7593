-- commerce._check_part: check one part of a record by the rules of its entity.
--
-- The faults say where the part is: variants.0.sku.

create or replace function commerce._check_part(
    p_entity text, p_record jsonb, p_sent jsonb, p_fields text[], p_place text
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_checked jsonb;
begin
    if jsonb_typeof(p_sent) <> 'object' then
        return jsonb_build_object(
            'record', '{}'::jsonb,
            'errors', jsonb_build_array(
                jsonb_build_object(
                    'field', p_place, 'code', 'object',
                    'message', 'Send an object.', 'severity', 'error'
                )
            )
        );
    end if;

    v_checked := core.check_record(p_entity, p_record);
    return jsonb_build_object(
        'record', v_checked -> 'record',
        'errors', (
            select coalesce(jsonb_agg(f.fault order by f.place), '[]')
            from (
                select
                    0 as place,
                    jsonb_build_object(
                        'field', concat_ws('.', p_place, core.excerpt(k.name)),
                        'code', 'unknown_field',
                        'message', 'This field is not one that can be written.',
                        'severity', 'error'
                    ) as fault
                from jsonb_object_keys(p_sent) as k (name)
                where k.name <> all(p_fields)

                union all

                select
                    e.place,
                    e.error || jsonb_build_object(
                        'field',
                        nullif(concat_ws('.', p_place, e.error ->> 'field'), '')
                    )
                from jsonb_array_elements(v_checked -> 'errors')
                    with ordinality as e (error, place)
            ) as f
        )
    );
end;
$$;

grant execute on function commerce._check_part(text, jsonb, jsonb, text[], text)
to authenticated, service_role;

comment on function commerce._check_part(text, jsonb, jsonb, text[], text) is
$${record, errors}: the sanitized p_record and its faults, fields after p_place.

p_sent: what the caller wrote of it; a key that is not in p_fields is a fault.
$$;
