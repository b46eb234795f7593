-- commerce.push_pms_changes: merge changes that the PMS wrote.
--
-- Locks, definer and repetition: see commerce.merge_sync_changes.

create or replace function commerce.push_pms_changes(p_changes jsonb)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    return commerce.merge_sync_changes('pms', p_changes);
end;
$$;

grant execute on function commerce.push_pms_changes(jsonb)
to authenticated, service_role;

comment on function commerce.push_pms_changes(jsonb) is
$$Merge up to 1,000 changes of the PMS; the outcomes are in the order of the changes.

Needs app role admin, or the service role. external_id of inventory is <SKU>@<location>.
fields: at least one; sku, title, description, category, price_minor and deleted of a
product, on_hand of inventory, status of an order. version: the PMS's, raised by each of
its writes; seen: the version of ours that the PMS knew, 0 if none. Changes may come
late, repeated and in any order. A time more than 5 minutes ahead of the server becomes
the server's time. All changes of a call are one transaction, about 2 ms each: send 50
at a time where others write too.
outcome applied: a value stands here; kept: it was older or lost to a later write;
conflict: both sides changed a field, or it was refused, see list_sync_conflicts;
duplicate: it was known. conflicts has the fields in conflict; version is ours.
Takes: {changes: [{entity: "product" | "inventory" | "order", external_id: text,
version: bigint, at: timestamptz, seen?: bigint | null, fields: {sku?: text, title?:
text, description?: text, category?: text | null, price_minor?: bigint | null, deleted?:
boolean, on_hand?: bigint, status?: get_order.status}}]}
Returns: [{entity: "product" | "inventory" | "order", external_id: text, outcome:
"applied" | "kept" | "conflict" | "duplicate", version: bigint, conflicts: [text]}]
Units: price_minor in minor units of the default price list; on_hand in the unit of the
variant.
Errors: PT422 commerce.invalid_changes, commerce.too_many_changes, PT403
core.not_permitted.
Emits: commerce.sync.changed on commerce:sync:pms where the PMS's value lost;
commerce.product.created, .updated, .deleted, .restored on commerce:product:<id>.
Example: {"changes": [{"entity": "inventory", "external_id": "MUG@MAIN", "version": 7,
"at": "2026-01-01T00:00:00Z", "fields": {"on_hand": 5}}]}
Budget: 200 ms.
$$;
