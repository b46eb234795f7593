-- commerce.movement_types: which kinds of movement there are, and between which states.

create table commerce.movement_types (
    type text not null,
    from_state text not null,
    to_state text not null,
    needs_reason boolean not null default false,
    description text not null,

    primary key (type, from_state, to_state),
    constraint movement_types_type_check
        check (type ~ '^[a-z][a-z_]{0,39}$'),
    constraint movement_types_states_check
        check (
            array[from_state, to_state] <@ array[
                'supplier', 'on_hand', 'reserved', 'sold', 'damaged', 'in_transit',
                'adjustment'
            ]
            and from_state <> to_state
        )
);

alter table commerce.movement_types enable row level security;

comment on table commerce.movement_types is
    'The state pairs that a type of movement may have; seeded.';
comment on column commerce.movement_types.needs_reason is
    'A movement of this type states its reason.';
