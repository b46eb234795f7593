-- suppliers.set_contacts: set the contacts of a supplier.
--
-- Locks the supplier. A contact that is sent again keeps its row. Definer: no role may
-- write the table.

create or replace function suppliers.set_contacts(
    p_supplier_id bigint, p_contacts jsonb, p_expected_version bigint default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_contacts jsonb;
    v_removed bigint;
    v_added bigint;
begin
    perform suppliers._require_supplier(p_supplier_id);
    v_contacts := suppliers._read_contacts(p_contacts);
    perform suppliers._lock_supplier(p_supplier_id, p_expected_version);

    delete from suppliers.contacts as c
    where
        c.supplier_id = p_supplier_id
        and not exists (
            select
            from jsonb_to_recordset(v_contacts) as r (
                name text, email text, phone text, duty text
            )
            where
                (r.name, r.email, r.phone, r.duty)
                is not distinct from (c.name, c.email, c.phone, c.duty)
        );
    get diagnostics v_removed = row_count;
    insert into suppliers.contacts (supplier_id, name, email, phone, duty)
    select distinct p_supplier_id, r.name, r.email, r.phone, r.duty
    from jsonb_to_recordset(v_contacts) as r (
        name text, email text, phone text, duty text
    )
    where not exists (
        select
        from suppliers.contacts as c
        where
            c.supplier_id = p_supplier_id
            and (r.name, r.email, r.phone, r.duty)
            is not distinct from (c.name, c.email, c.phone, c.duty)
    );
    get diagnostics v_added = row_count;
    if v_removed > 0 or v_added > 0 then
        perform suppliers._touch_supplier(p_supplier_id);
    end if;
    return suppliers._show_supplier(p_supplier_id);
end;
$$;

grant execute on function suppliers.set_contacts(bigint, jsonb, bigint)
to authenticated, service_role;

comment on function suppliers.set_contacts(bigint, jsonb, bigint) is
$$Set all contacts of a supplier; for its people, project managers and admins.

Up to 100 contacts.
Takes: {contacts: [{name: text, email?: text | null, phone?: text | null, duty?: text |
null}]}
Returns: get_supplier
Errors: PT404 suppliers.unknown_supplier, PT409 suppliers.version_conflict, PT422
suppliers.invalid_supplier.
Example: {"supplier_id": 3001, "contacts": [{"name": "Pat", "email": "pat@example.com",
"duty": "sales"}]}
Budget: 200 ms.
$$;
