-- commerce.location_staff: which users work at which locations.

create table commerce.location_staff (
    location_id bigint not null references commerce.locations (id) on delete cascade,
    user_id uuid not null,

    primary key (location_id, user_id)
);

-- Serves: the locations of a user.
create index location_staff_user_id_idx on commerce.location_staff (user_id);

alter table commerce.location_staff enable row level security;

comment on table commerce.location_staff is
    'Users with app role warehouse see and pack the parcels of these locations.';
