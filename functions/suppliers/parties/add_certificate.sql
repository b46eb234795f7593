-- suppliers.add_certificate: record a certificate of a supplier.
--
-- Locks the supplier. Definer: no role may write the table.

create or replace function suppliers.add_certificate(
    p_supplier_id bigint,
    p_capability text,
    p_number text,
    p_valid_from_on date,
    p_valid_until_on date
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'suppliers.invalid_supplier';
    v_certificate suppliers.certificates;
begin
    perform core.require_role('admin', 'project_manager');
    perform core.read_text('number', p_number, 1, 100, c_key);
    perform core.read_date('valid_from_on', p_valid_from_on, c_key);
    perform core.read_date('valid_until_on', p_valid_until_on, c_key);
    if p_valid_until_on < p_valid_from_on then
        perform core.raise_error(c_key, 'The certificate ends before it begins.');
    end if;
    if not exists (
        select from suppliers.capabilities as c where c.code = p_capability
    ) then
        perform core.raise_error(
            c_key, format('There is no capability %s.', core.excerpt(p_capability))
        );
    end if;
    perform suppliers._lock_supplier(p_supplier_id, null);

    insert into suppliers.certificates (
        supplier_id, capability_code, number, valid_from_on, valid_until_on
    )
    values (p_supplier_id, p_capability, p_number, p_valid_from_on, p_valid_until_on)
    on conflict (supplier_id, capability_code, number) do nothing
    returning * into v_certificate;
    if v_certificate.id is null then
        perform core.raise_error(
            'suppliers.code_taken',
            format('The supplier has a certificate %s.', core.excerpt(p_number))
        );
    end if;
    perform suppliers._touch_supplier(p_supplier_id);
    return suppliers._show_certificate(v_certificate);
end;
$$;

grant execute on function suppliers.add_certificate(bigint, text, text, date, date)
to authenticated, service_role;

comment on function suppliers.add_certificate(bigint, text, text, date, date) is
$$Record a certificate of a supplier for a capability; for app roles admin and
project_manager.

A number comes once per supplier and capability, so a call that is sent again records
nothing twice.
Returns: {id: bigint, supplier_id: bigint, capability: text, number: text,
valid_from_on: date, valid_until_on: date, revoked_at: timestamptz | null}
Units: days YYYY-MM-DD, the first and the last included; number has up to 100 characters.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_supplier, PT409
suppliers.code_taken, PT422 suppliers.invalid_supplier.
Example: {"supplier_id": 3001, "capability": "welding", "number": "W-17",
"valid_from_on": "2026-01-01", "valid_until_on": "2028-12-31"}
Budget: 200 ms.
$$;
