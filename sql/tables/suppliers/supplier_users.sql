-- suppliers.supplier_users: which users work for which suppliers.

create table suppliers.supplier_users (
    supplier_id bigint not null references suppliers.suppliers (id) on delete cascade,
    user_id uuid not null,

    primary key (supplier_id, user_id)
);

-- Serves: the suppliers of a user.
create index supplier_users_user_id_idx on suppliers.supplier_users (user_id);

alter table suppliers.supplier_users enable row level security;

comment on table suppliers.supplier_users is
    'Users with app role supplier see and do the tasks of these suppliers.';
