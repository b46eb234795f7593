-- suppliers._read_contacts: read a caller's contacts; raises if one is invalid.

create or replace function suppliers._read_contacts(p_contacts jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'suppliers.invalid_supplier';
    v_contacts jsonb;
    v_fault text;
begin
    v_contacts := core.read_records(
        'contacts', p_contacts,
        '{"name": "text", "email": "text", "phone": "text", "duty": "text"}', 100,
        'Contact', c_key, c_key, '{}'
    );
    select format('Contact %s: %s.', r.place, f.fault)
    into v_fault
    from (
        select
            e.place, e.item ->> 'name' as name, e.item ->> 'email' as email,
            e.item ->> 'phone' as phone, e.item ->> 'duty' as duty
        from jsonb_array_elements(v_contacts) with ordinality as e (item, place)
    ) as r
    cross join lateral (
        select case
            when coalesce(r.name, '') !~ '[^[:space:]]' then 'name is missing'
            when r.email !~ '^[^@[:space:]]+@[^@[:space:]]+$'
                then 'email is not an address'
            when length(r.phone) not between 3 and 50
                then 'phone has not 3 to 50 characters'
            when r.duty !~ '[^[:space:]]' then 'duty is empty'
        end as fault
    ) as f
    where f.fault is not null
    order by r.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error(c_key, v_fault);
    end if;
    return v_contacts;
end;
$$;

comment on function suppliers._read_contacts(jsonb) is
$$Up to 100 of {name, email, phone, duty}; name is needed.

Errors: PT422 suppliers.invalid_supplier.
$$;
