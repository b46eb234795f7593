-- suppliers.tg_erasures__expire_exports: delete archives that may have data of a person
-- who was erased.
--
-- Which archives have data of the person is not known any more, so all of them go from
-- the storage; a new one has the same proofs. The lock: see suppliers.record_export.
-- Definer: the writers of erasures may not enqueue.

create or replace function suppliers.tg_erasures__expire_exports()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('suppliers.compliance_exports', 0));
    perform core.enqueue(
        'suppliers.delete_export', jsonb_build_object('v', 1, 'export_id', e.id)
    )
    from suppliers.compliance_exports as e
    where e.status = 'ready';
    return null;
end;
$$;

comment on function suppliers.tg_erasures__expire_exports() is
    'After an erasure: enqueues the deletion of every archive in the storage.';
