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
$$Merge up to 1,000 changes of the PMS; returns the outcome of each, in order.

Needs app role admin, or the service role. Each change: {entity, external_id, version,
at, seen, fields}. entity: product (fields sku, title, description, category,
price_minor, deleted), inventory (external_id <SKU>@<location>; field on_hand) or order
(field status). version: the PMS's, raised by each of its writes; seen: the version of
ours that the PMS knew, 0 if none. Changes may come late, repeated and in any order. A
time more than 5 minutes ahead of the server becomes the server's time. All changes of a
call are one transaction, about 2 ms each: send 50 at a time where others write too.
Returns [{entity, external_id, outcome, version, conflicts}]. outcome applied: a value
stands here; kept: it was older or lost to a later write; conflict: both sides changed a
field, or it was refused, see list_sync_conflicts; duplicate: it was known.
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
