-- commerce.stock_movements: the ledger of stock; each row moves pieces between states.
--
-- Double entry: what leaves one state arrives in another, so the sum over all states is
-- zero by construction. supplier, sold and adjustment are outside of the locations.
-- Append-only; a wrong movement is corrected by another one. A correction of the past
-- is posted now, with its effective time.
--
-- Types, their pairs of states and whether they need a reason are checks; the pairs are
-- one constant, as each statement prepares the expression of a check anew. Variant
-- and locations have no foreign key: with one, each of many concurrent movements would
-- lock the same parent row in share mode, and the list of its lockers grows with every
-- one. The levels have these foreign keys, and a movement changes a level first.

create table commerce.stock_movements (
    id bigint generated always as identity primary key,
    variant_id bigint not null,
    quantity integer not null,
    type text not null,
    from_state text not null,
    to_state text not null,
    from_location_id bigint,
    to_location_id bigint,
    reason text,
    reference text,
    actor_id uuid,
    effective_at timestamptz not null,
    created_at timestamptz not null,

    constraint stock_movements_quantity_check
        check (quantity > 0),
    constraint stock_movements_type_check
        check (
            type || ' ' || from_state || ' ' || to_state
            = any('{
                receive supplier on_hand,
                return_to_supplier on_hand supplier,
                adjust adjustment on_hand,
                adjust on_hand adjustment,
                reserve on_hand reserved,
                release reserved on_hand,
                ship reserved sold,
                sell on_hand sold,
                return sold on_hand,
                return sold damaged,
                damage on_hand damaged,
                repair damaged on_hand,
                scrap damaged adjustment,
                send on_hand in_transit,
                arrive in_transit on_hand,
                lose in_transit adjustment
            }'::text[])
        ),
    constraint stock_movements_reason_check
        check (
            length(reason) <= 500
            and (
                reason is not null
                or type not in (
                    'return_to_supplier', 'adjust', 'damage', 'repair', 'scrap', 'lose'
                )
            )
        ),
    constraint stock_movements_from_location_check
        check (
            (from_location_id is null)
            = (from_state in ('supplier', 'sold', 'adjustment'))
        ),
    constraint stock_movements_to_location_check
        check (
            (to_location_id is null) = (to_state in ('supplier', 'sold', 'adjustment'))
        ),
    constraint stock_movements_reference_check
        check (length(reference) <= 200)
);

-- Serves: list_stock_movements, and the sums of stock_as_of.
create index stock_movements_variant_id_id_idx
    on commerce.stock_movements (variant_id, id);
-- Serves: the demand that reorder rules take from sales.
create index stock_movements_effective_at_idx
    on commerce.stock_movements (effective_at);

alter table commerce.stock_movements enable row level security;

comment on table commerce.stock_movements is
    'The ledger of stock, append-only and double-entry.';
comment on column commerce.stock_movements.type is
    'What happened; each type has its states, and some need a reason.';
comment on column commerce.stock_movements.quantity is 'Units: variants.unit.';
comment on column commerce.stock_movements.reference is
    'What caused it: <kind>:<id>, such as order:12, or the text of the caller.';
comment on column commerce.stock_movements.effective_at is
    'When it happened; earlier than created_at if it was posted later.';
