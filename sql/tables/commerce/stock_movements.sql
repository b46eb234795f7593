-- commerce.stock_movements: the ledger of stock; each row moves pieces between states.
--
-- Double entry: what leaves one state arrives in another, so the sum over all states is
-- zero by construction. supplier, sold and adjustment are outside of the locations.
-- Append-only; a wrong movement is corrected by another one. A correction of the past is
-- posted now, with its effective time.

create table commerce.stock_movements (
    id bigint generated always as identity primary key,
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    quantity integer not null,
    type text not null,
    from_state text not null,
    to_state text not null,
    from_location_id bigint references commerce.locations (id) on delete restrict,
    to_location_id bigint references commerce.locations (id) on delete restrict,
    reason text,
    reference text,
    actor_id uuid,
    effective_at timestamptz not null,
    created_at timestamptz not null,

    foreign key (type, from_state, to_state)
    references commerce.movement_types (type, from_state, to_state) on delete restrict,
    constraint stock_movements_quantity_check
        check (quantity > 0),
    constraint stock_movements_from_location_check
        check (
            (from_location_id is null)
            = (from_state in ('supplier', 'sold', 'adjustment'))
        ),
    constraint stock_movements_to_location_check
        check (
            (to_location_id is null) = (to_state in ('supplier', 'sold', 'adjustment'))
        ),
    constraint stock_movements_reason_check
        check (length(reason) <= 500),
    constraint stock_movements_reference_check
        check (length(reference) <= 200)
);

-- Serves: list_stock_movements, and the sums of stock_as_of; covers the variant's fkey.
create index stock_movements_variant_id_id_idx
    on commerce.stock_movements (variant_id, id);
-- Serves: summaries of a period.
create index stock_movements_effective_at_idx
    on commerce.stock_movements (effective_at);
-- Covers the foreign keys of the locations.
create index stock_movements_from_location_id_idx
    on commerce.stock_movements (from_location_id, id);
create index stock_movements_to_location_id_idx
    on commerce.stock_movements (to_location_id, id);
-- Covers the foreign key of the type.
create index stock_movements_type_from_state_to_state_idx
    on commerce.stock_movements (type, from_state, to_state);

alter table commerce.stock_movements enable row level security;

comment on table commerce.stock_movements is
    'The ledger of stock, append-only and double-entry.';
comment on column commerce.stock_movements.quantity is 'Units: variants.unit.';
comment on column commerce.stock_movements.reference is
    'What caused it: <kind>:<id>, such as order:12, or the text of the caller.';
comment on column commerce.stock_movements.effective_at is
    'When it happened; earlier than created_at if it was posted later.';
