-- Rendered from sql/seeds/commerce/movement_types.sql.j2; edit that file, not this one.
-- Seeds of commerce.movement_types: the types of movement and their states.

insert into commerce.movement_types (
    type, from_state, to_state, needs_reason, description
)
values
('receive', 'supplier', 'on_hand', false, 'Pieces came from a supplier.'),
('return_to_supplier', 'on_hand', 'supplier', true, 'Pieces went back.'),
('adjust', 'adjustment', 'on_hand', true, 'More pieces were found than recorded.'),
('adjust', 'on_hand', 'adjustment', true, 'Fewer pieces were found than recorded.'),
('reserve', 'on_hand', 'reserved', false, 'A reservation holds pieces.'),
('release', 'reserved', 'on_hand', false, 'A reservation gave pieces back.'),
('ship', 'reserved', 'sold', false, 'Reserved pieces left to a customer.'),
('sell', 'on_hand', 'sold', false, 'Pieces were sold over the counter.'),
('return', 'sold', 'on_hand', false, 'A customer returned sound pieces.'),
('return', 'sold', 'damaged', false, 'A customer returned damaged pieces.'),
('damage', 'on_hand', 'damaged', true, 'Pieces were damaged at the location.'),
('repair', 'damaged', 'on_hand', true, 'Damaged pieces are sound again.'),
('scrap', 'damaged', 'adjustment', true, 'Damaged pieces were thrown away.'),
('send', 'on_hand', 'in_transit', false, 'A transfer left its location.'),
('arrive', 'in_transit', 'on_hand', false, 'A transfer came to its location.'),
('lose', 'in_transit', 'adjustment', true, 'Pieces of a transfer never came.')
on conflict (type, from_state, to_state) do update
set
    needs_reason = excluded.needs_reason,
    description = excluded.description
where
    (
        movement_types.needs_reason,
        movement_types.description
    )
    is distinct from (
        excluded.needs_reason,
        excluded.description
    );
