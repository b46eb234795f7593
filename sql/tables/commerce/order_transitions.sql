-- commerce.order_transitions: which command takes an order from which status to which.
--
-- commerce.order_events refers to it, so an event outside of this table cannot be
-- written, whatever a function does.

create table commerce.order_transitions (
    from_status text not null,
    command text not null,
    to_status text not null,
    event text not null,
    roles text[] not null,
    guard text not null,
    effect text not null,

    primary key (from_status, command, to_status),
    constraint order_transitions_from_status_check
        check (
            from_status in (
                'new', 'placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled',
                'returned', 'refunded'
            )
        ),
    constraint order_transitions_to_status_check
        check (
            to_status in (
                'placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled',
                'returned', 'refunded'
            )
        ),
    constraint order_transitions_command_check
        check (command ~ '^[a-z][a-z_]{0,39}$'),
    constraint order_transitions_event_check
        check (event ~ '^[a-z][a-z_]{0,39}$'),
    constraint order_transitions_roles_check
        check (roles <@ array['customer', 'admin', 'warehouse']),
    constraint order_transitions_guard_check
        check (guard ~ '^[a-z][a-z_]{0,39}$'),
    constraint order_transitions_effect_check
        check (effect <> '' and length(effect) <= 200)
);

alter table commerce.order_transitions enable row level security;

comment on table commerce.order_transitions is
    'The transitions of orders; seeded. A command that has no row here is refused.';
comment on column commerce.order_transitions.from_status is
    'The status before the command; new: the order does not exist yet.';
comment on column commerce.order_transitions.event is
    'The type of the event; on its topic it is commerce.order.<event>.';
comment on column commerce.order_transitions.roles is
    'Who may: customer is the owner of the order. Servers may always.';
comment on column commerce.order_transitions.guard is
    'The rule that a refusal names.';
comment on column commerce.order_transitions.effect is
    'What happens besides the change of status.';
