-- commerce.stock_movements: the ledger of stock; each row moves pieces between states.
--
-- Double entry: what leaves one state arrives in another, so the sum over all states is
-- zero by construction. supplier, sold and adjustment are outside of the locations.
-- Append-only; a wrong movement is corrected by another one. A correction of the past
-- is posted now, with its effective time.
--
-- Types, their pairs of states and whether they need a reason are checks, and variant
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
            case type
                when 'receive' then from_state = 'supplier' and to_state = 'on_hand'
                when 'return_to_supplier'
                    then from_state = 'on_hand' and to_state = 'supplier'
                when 'adjust'
                    then
                        (from_state = 'adjustment' and to_state = 'on_hand')
                        or (from_state = 'on_hand' and to_state = 'adjustment')
                when 'reserve' then from_state = 'on_hand' and to_state = 'reserved'
                when 'release' then from_state = 'reserved' and to_state = 'on_hand'
                when 'ship' then from_state = 'reserved' and to_state = 'sold'
                when 'sell' then from_state = 'on_hand' and to_state = 'sold'
                when 'return'
                    then from_state = 'sold' and to_state in ('on_hand', 'damaged')
                when 'damage' then from_state = 'on_hand' and to_state = 'damaged'
                when 'repair' then from_state = 'damaged' and to_state = 'on_hand'
                when 'scrap' then from_state = 'damaged' and to_state = 'adjustment'
                when 'send' then from_state = 'on_hand' and to_state = 'in_transit'
                when 'arrive' then from_state = 'in_transit' and to_state = 'on_hand'
                when 'lose' then from_state = 'in_transit' and to_state = 'adjustment'
                else false
            end
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
-- Serves: summaries of a period.
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
