-- suppliers._lock_supplier: lock a supplier for a change of it or of its lists.

create or replace function suppliers._lock_supplier(
    p_supplier_id bigint, p_expected_version bigint
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_version bigint;
begin
    perform suppliers._require_supplier(p_supplier_id);
    select s.version
    into v_version
    from suppliers.suppliers as s
    where s.id = p_supplier_id
    for no key update;
    perform core.check_version(
        'Supplier ' || p_supplier_id, v_version, p_expected_version,
        'suppliers.version_conflict'
    );
end;
$$;

comment on function suppliers._lock_supplier(bigint, bigint) is
$$Lock a supplier that the caller sees, at the version that the caller has seen.

Errors: PT404 suppliers.unknown_supplier, PT409 suppliers.version_conflict.
$$;
