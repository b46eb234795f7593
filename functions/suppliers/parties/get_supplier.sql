-- suppliers.get_supplier: one supplier.
--
-- Definer: what suppliers read is logged, and the log is written by functions only.

create or replace function suppliers.get_supplier(p_supplier_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform suppliers._require_supplier(p_supplier_id);
    perform suppliers._log_read('supplier', p_supplier_id);
    return suppliers._show_supplier(p_supplier_id);
end;
$$;

grant execute on function suppliers.get_supplier(bigint) to authenticated, service_role;

comment on function suppliers.get_supplier(bigint) is
$$A supplier; for its people, project managers and admins.

calendar null: it works by that of each project; valid_until_on null: no end. Where a
capability needs a certificate, see list_certificates. What suppliers read is logged.
Returns: {id: bigint, code: text, name: text, country: text | null, calendar: text |
null, is_active: boolean, metadata: {[text]: jsonb}, version: bigint, created_at:
timestamptz, updated_at: timestamptz, users: [uuid], contacts: [{name: text, email: text
| null, phone: text | null, duty: text | null}], capabilities: [{capability: text,
valid_from_on: date, valid_until_on: date | null}]}
Errors: PT404 suppliers.unknown_supplier; for a supplier's people PT405 core.post_only.
Example: {"supplier_id": 3001}
Budget: 100 ms.
$$;
