-- suppliers.revoke_certificate: end a certificate before its last day.
--
-- Locks the supplier. Definer: no role may write the table.

create or replace function suppliers.revoke_certificate(
    p_certificate_id bigint, p_reason text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_certificate suppliers.certificates;
begin
    perform core.require_role('admin', 'project_manager');
    if p_reason is not null then
        perform core.set_reason(p_reason);
    end if;
    select c.*
    into v_certificate
    from suppliers.certificates as c
    where c.id = p_certificate_id;
    if v_certificate.id is null then
        perform core.raise_error(
            'suppliers.unknown_certificate',
            format('There is no certificate %s.', coalesce(p_certificate_id::text, 'null'))
        );
    end if;
    perform suppliers._lock_supplier(v_certificate.supplier_id, null);

    update suppliers.certificates as c
    set revoked_at = core.now()
    where c.id = p_certificate_id and c.revoked_at is null;
    if found then
        perform suppliers._touch_supplier(v_certificate.supplier_id);
    end if;
    select c.*
    into v_certificate
    from suppliers.certificates as c
    where c.id = p_certificate_id;
    return suppliers._show_certificate(v_certificate);
end;
$$;

grant execute on function suppliers.revoke_certificate(bigint, text)
to authenticated, service_role;

comment on function suppliers.revoke_certificate(bigint, text) is
$$Revoke a certificate; for app roles admin and project_manager.

One that is revoked already stays as it is. The reason is kept in the audit trail.
Returns: add_certificate
Units: reason has up to 500 characters.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_certificate, PT422
core.invalid_argument.
Example: {"certificate_id": 1, "reason": "The audit failed."}
Budget: 200 ms.
$$;
