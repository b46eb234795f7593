-- Proves sql/seeds/commerce/movement_types.sql.j2.
begin;
select plan(2);

select set_has(
    $$ select type, from_state, to_state, needs_reason from commerce.movement_types $$,
    $$ values
        ('receive', 'supplier', 'on_hand', false),
        ('adjust', 'on_hand', 'adjustment', true),
        ('adjust', 'adjustment', 'on_hand', true),
        ('reserve', 'on_hand', 'reserved', false),
        ('ship', 'reserved', 'sold', false),
        ('send', 'on_hand', 'in_transit', false) $$,
    'the types of movement, and which of them need a reason'
);
select is_empty(
    $$ select s.state
       from unnest(array[
           'supplier', 'on_hand', 'reserved', 'sold', 'damaged', 'in_transit',
           'adjustment'
       ]) as s (state)
       where
           s.state not in (select m.from_state from commerce.movement_types as m)
           or s.state not in (select m.to_state from commerce.movement_types as m) $$,
    'pieces come into each state, and leave it'
);

select * from finish();
rollback;
