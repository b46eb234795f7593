-- commerce.reservations: stock that is held for a caller until a time.
--
-- An open reservation that has expired no longer counts: the next reservation of one of
-- its variants releases it, and so does a sweeper.

create table commerce.reservations (
    id bigint generated always as identity primary key,
    user_id uuid,
    status text not null default 'open',
    expires_at timestamptz not null,
    created_at timestamptz not null,
    ended_at timestamptz,

    constraint reservations_status_check
        check (status in ('open', 'confirmed', 'released', 'expired', 'shipped')),
    constraint reservations_ended_at_check
        check ((ended_at is null) = (status in ('open', 'confirmed')))
);

-- Serves: the expired reservations that still hold stock.
create index reservations_expires_at_idx
    on commerce.reservations (expires_at) where status = 'open';
-- Serves: the reservations of a user.
create index reservations_user_id_idx on commerce.reservations (user_id, id);
-- Serves: what a user holds at present.
create index reservations_user_id_expires_at_idx
    on commerce.reservations (user_id, expires_at) where status = 'open';

alter table commerce.reservations enable row level security;

comment on table commerce.reservations is
    'Held stock: open until expires_at, confirmed by a payment or by staff, shipped or '
    'released.';
