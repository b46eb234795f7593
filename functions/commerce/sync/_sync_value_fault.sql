-- commerce._sync_value_fault: what is wrong with the value of a field; null: nothing.

create or replace function commerce._sync_value_fault(p_kind jsonb, p_value jsonb)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_kind is null then 'is not a field of this entity'
        when p_value = 'null' then case
            when p_kind ? 'nullable' then null else 'is null'
        end
        when jsonb_typeof(p_value) <> p_kind ->> 'kind'
            then format('is a JSON %s, not a %s', jsonb_typeof(p_value), p_kind ->> 'kind')
        when p_kind ->> 'kind' = 'number' then case
            when p_value::text !~ '^[0-9]{1,15}$'
                or p_value::text::bigint > (p_kind ->> 'most')::bigint
                then format('is not a whole number from 0 to %s', p_kind ->> 'most')
        end
        when p_kind ->> 'kind' = 'string' then case
            when p_value #>> '{}' ~ '[\u0001-\u0008\u000E-\u001F\u007F]'
                then 'contains a control character'
            when p_value #>> '{}' !~ (p_kind ->> 'pattern') then 'has an invalid form'
            when length(p_value #>> '{}')
                not between (p_kind ->> 'least')::integer and (p_kind ->> 'most')::integer
                then format(
                    'must have %s to %s characters', p_kind ->> 'least', p_kind ->> 'most'
                )
        end
    end
$$;

comment on function commerce._sync_value_fault(jsonb, jsonb) is
    'A fault such as "is null"; p_kind as commerce._sync_field_kinds has it.';
