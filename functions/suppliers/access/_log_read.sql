-- suppliers._log_read: log what a supplier's people read.
--
-- Definer functions call it: no role may write the log. The scope of an entry is the
-- supplier, so list_access_log finds the entries of a supplier.

create or replace function suppliers._log_read(p_thing text, p_thing_id bigint)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_supplier_id bigint;
begin
    foreach v_supplier_id in array suppliers.own_supplier_ids() loop
        perform core.log_access(
            'suppliers.' || p_thing,
            concat_ws(':', v_supplier_id, p_thing_id),
            p_scope => 'suppliers.supplier:' || v_supplier_id
        );
    end loop;
end;
$$;

comment on function suppliers._log_read(text, bigint) is
    'Write core.access_log for each supplier of the caller; nothing for other callers.';
