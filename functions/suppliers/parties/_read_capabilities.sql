-- suppliers._read_capabilities: read a caller's list of what a supplier can do; raises
-- if an item is invalid.

create or replace function suppliers._read_capabilities(p_capabilities jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'suppliers.invalid_supplier';
    v_capabilities jsonb;
    v_fault text;
begin
    v_capabilities := core.read_records(
        'capabilities', p_capabilities,
        '{"capability": "text", "valid_from_on": "date", "valid_until_on": "date"}', 200,
        'Capability', c_key, c_key, '{}'
    );
    select format('Capability %s: %s.', r.place, f.fault)
    into v_fault
    from (
        select
            e.place, e.item ->> 'capability' as capability,
            (e.item ->> 'valid_from_on')::date as valid_from_on,
            (e.item ->> 'valid_until_on')::date as valid_until_on,
            count(*) over (
                partition by e.item ->> 'capability', e.item ->> 'valid_from_on'
            ) as uses
        from jsonb_array_elements(v_capabilities) with ordinality as e (item, place)
    ) as r
    cross join lateral (
        select case
            when not exists (
                select from suppliers.capabilities as c where c.code = r.capability
            ) then format(
                '%L is not a capability', core.excerpt(coalesce(r.capability, ''))
            )
            when r.valid_from_on is null then 'valid_from_on is missing'
            when r.valid_until_on < r.valid_from_on then 'it ends before it begins'
            when r.uses > 1 then 'it comes twice with the same first day'
        end as fault
    ) as f
    where f.fault is not null
    order by r.place
    limit 1;
    if v_fault is not null then
        perform core.raise_error(c_key, v_fault);
    end if;
    return v_capabilities;
end;
$$;

comment on function suppliers._read_capabilities(jsonb) is
$$Up to 200 of {capability, valid_from_on, valid_until_on}; null: no end.

Errors: PT422 suppliers.invalid_supplier.
$$;
