-- commerce.list_sync_conflicts: open conflicts of a source, the oldest first.
--
-- Definer: no app role has a grant on the tables.

create or replace function commerce.list_sync_conflicts(
    p_source text default 'pms',
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page;
    v_items jsonb;
begin
    perform core.require_role('admin', 'buyer');
    perform commerce._check_source(p_source);
    v_page := core.read_page(
        'commerce.list_sync_conflicts', p_after, p_page_size, '{bigint}'
    );

    select jsonb_agg(
        jsonb_build_object(
            'conflict_id', c.id,
            'entity', c.entity,
            'external_id', c.external_id,
            'field', c.field,
            'pms', c.pms,
            'ours', c.us,
            'policy', c.policy,
            'reason', c.reason,
            'fault', c.fault,
            'created_at', c.created_at
        )
        order by c.id
    )
    into v_items
    from (
        select s.*, r.entity, r.external_id
        from commerce.sync_conflicts as s
        inner join commerce.sync_records as r on s.sync_record_id = r.id
        where
            s.status = 'open'
            and r.source = p_source
            and s.id > coalesce(v_page.key[1]::bigint, 0)
        order by s.id
        limit v_page.size + 1
    ) as c;

    return core.write_page(v_page, v_items, 'conflict_id');
end;
$$;

grant execute on function commerce.list_sync_conflicts(text, text, integer)
to authenticated, service_role;

comment on function commerce.list_sync_conflicts(text, text, integer) is
$$Open conflicts of a source, the oldest first.

Needs app role admin or buyer. pms and ours are null where a side has not written.
reason concurrent: both sides changed the field, and its policy is to ask;
contradiction: the source sent two values under one version; refused: the value cannot
stand here, fault says why.
Returns: {items: [{conflict_id: bigint, entity: "product" | "inventory" | "order",
external_id: text, field: text, pms: {value: jsonb, version: bigint, at: timestamptz,
seen: bigint} | null, ours: {value: jsonb, version: bigint, at: timestamptz, seen:
bigint} | null, policy: list_sync_policies.items.policy, reason: "concurrent" |
"contradiction" | "refused", fault: text | null, created_at: timestamptz}], next: text |
null}
Units: page_size from 1 to 500.
Errors: PT404 commerce.unknown_source, PT422 core.invalid_cursor,
core.invalid_page_size, PT403 core.not_permitted.
Example: {"source": "pms"}
Budget: 200 ms.
$$;
