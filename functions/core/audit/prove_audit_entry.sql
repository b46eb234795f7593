-- core.prove_audit_entry: a proof, verifiable elsewhere, that an entry was sealed.
--
-- It reads the block of the entry: at most 4096 leaves, however large the transaction
-- was. Definer: the caller may not read the other entries of the block.

create or replace function core.prove_audit_entry(p_entry_id bigint)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_entry core.audit_entries;
    v_seal core.audit_seals;
    v_leaves record;
    v_tree record;
    v_block integer;
    v_top record;
    v_place bigint;
begin
    perform core.require_role('admin', 'analyst');

    select e.* into v_entry
    from core.audit_entries as e
    where e.id = p_entry_id;
    if not found then
        perform core.raise_error(
            'core.entry_not_found',
            format('There is no audit entry %s.', core.excerpt(p_entry_id::text))
        );
    end if;

    select s.* into v_seal
    from core.audit_seals as s
    where
        v_entry.id > s.after_id
        and v_entry.id <= s.last_id
        and v_entry.xid >= s.from_xid
        and v_entry.xid < s.below_xid
        and s.month_on = date_trunc('month', v_entry.changed_at at time zone 'UTC')::date;
    if not found then
        perform core.raise_error(
            'core.entry_not_sealed', format('Entry %s is in no seal yet.', p_entry_id)
        );
    end if;

    select greatest(count(*), 1) into v_block
    from unnest(v_seal.block_xids, v_seal.block_ids) as b (xid, id)
    where (b.xid, b.id) <= (v_entry.xid, v_entry.id);
    v_leaves := core._seal_leaves(v_seal, v_block);
    v_place := array_position(v_leaves.ids, v_entry.id);
    v_tree := core._merkle_path(v_leaves.leaves, v_place);
    v_top := core._merkle_path(
        coalesce(nullif(v_seal.block_sha256, '{}'), array[v_tree.root]), v_block
    );

    return jsonb_build_object(
        'entry_id', v_entry.id,
        'entry', core._disclose_entry(v_entry),
        'leaf', encode(core._audit_leaf(v_entry), 'hex'),
        'path', v_tree.path || v_top.path,
        'root', encode(v_seal.root_sha256, 'hex'),
        'seal_id', v_seal.id,
        'place', (v_block - 1) * 4096 + v_place,
        'entries', v_seal.entries,
        'chain', encode(v_seal.chain_sha256, 'hex'),
        'is_included', v_top.root = v_seal.root_sha256
        and v_tree.root = coalesce(v_seal.block_sha256[v_block], v_top.root)
    );
end;
$$;

grant execute on function core.prove_audit_entry(bigint) to authenticated, service_role;

comment on function core.prove_audit_entry(bigint) is
$$The inclusion proof of one audit entry: its leaf hash and the path to a sealed root.

entry has what the leaf commits to. A field is a value with its salt, and its hash is
SHA-256 over the salt and the JSON of the value; of an erased one there is the hash
alone. leaf is SHA-256 over 0x00 and the JSON array of these, with the hashes as fields.
Start with leaf. For each step of path, take SHA-256 over 0x01, then the step's sha256
and the current hash in the order of side. The result must be root. is_included is false
where the path does not lead there: the entry, or one of the at most 4095 beside it, was
tampered with; `rowhouse audit verify` compares all. place is that of the leaf among the
entries of the seal.
For app roles admin and analyst.
Returns: {entry_id: bigint, entry: {id: bigint, xid: bigint, changed_at: timestamptz,
table_name: text, operation: "insert" | "update" | "delete" | "truncate", role: text,
fields: {[text]: {value: jsonb, salt: text} | {sha256: text, erasure_id: bigint}}},
leaf: text, path: [{side: "left" | "right", sha256: text}], root: text, seal_id: bigint,
place: bigint, entries: bigint, chain: text, is_included: boolean}
Units: place from 1; hashes and salts are hexadecimal.
Errors: PT403 core.not_permitted, PT404 core.entry_not_found, PT409
core.entry_not_sealed.
Example: {"entry_id": 1}
Budget: 200 ms.
$$;
