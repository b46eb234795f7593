-- suppliers._touch_supplier: raise the version of a supplier, as what belongs to it has
-- changed.

create or replace function suppliers._touch_supplier(p_supplier_id bigint)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    update suppliers.suppliers as s
    set updated_at = greatest(core.now(), s.updated_at + interval '1 microsecond')
    where s.id = p_supplier_id
$$;

comment on function suppliers._touch_supplier(bigint) is
    'Sets updated_at of a supplier, with which its version rises.';
