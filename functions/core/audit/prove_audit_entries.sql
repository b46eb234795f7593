-- core.prove_audit_entries: entries with the proofs that they were sealed.
--
-- For archives: functions of modules decide which entries a caller may have. The tree
-- of a seal is computed once for all its entries.

create or replace function core.prove_audit_entries(p_entry_ids bigint[])
    returns setof jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_found record;
    v_leaves record;
begin
    for v_found in select f.* from core._find_seals(p_entry_ids) as f loop
        v_leaves := core._seal_leaves(v_found.seal);
        return query
        select
            core._disclose_entry(e) || jsonb_build_object(
                'seal_id', (v_found.seal).id, 'place', p.place, 'path', p.path
            )
        from unnest(v_leaves.ids) with ordinality as l (id, place)
        inner join core._merkle_paths(
            v_leaves.leaves,
            array(
                select o.place
                from unnest(v_leaves.ids) with ordinality as o (id, place)
                where o.id = any(v_found.entry_ids)
            )
        ) as p on l.place = p.place
        inner join core.audit_entries as e on l.id = e.id
        where
            e.xid >= (v_found.seal).from_xid
            and e.xid < (v_found.seal).below_xid
            and e.id = any(v_found.entry_ids)
        order by p.place;
    end loop;
end;
$$;

comment on function core.prove_audit_entries(bigint[]) is
$${id, xid, changed_at, table_name, operation, role, fields, seal_id, place, path}.

Fields as in prove_audit_entry. path has the hashes of the neighbours in hex, from the
leaf upwards; their sides follow from place and the number of entries of the seal
(RFC 9162, 2.1.3.2). Entries that no seal covers yet are left out.
$$;
