-- commerce._record_id: the id in a field of a record, null if it is not one.

create or replace function commerce._record_id(p_record jsonb, p_field text)
    returns bigint
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when
            jsonb_typeof(p_record -> p_field) = 'number'
            and p_record ->> p_field ~ '^[0-9]{1,18}$'
            then (p_record ->> p_field)::bigint
    end
$$;

grant execute on function commerce._record_id(jsonb, text)
to authenticated, service_role;

comment on function commerce._record_id(jsonb, text) is
    'A whole number of up to 18 digits; null for any other value.';
