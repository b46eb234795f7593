-- suppliers.contacts: people to reach at a supplier.

create table suppliers.contacts (
    id bigint generated always as identity primary key,
    supplier_id bigint not null references suppliers.suppliers (id) on delete cascade,
    name text not null,
    email text,
    phone text,
    duty text,

    constraint contacts_name_check
        check (length(name) between 1 and 200),
    constraint contacts_email_check
        check (length(email) <= 320 and email like '_%@_%'),
    constraint contacts_phone_check
        check (length(phone) between 3 and 50),
    constraint contacts_duty_check
        check (length(duty) between 1 and 200)
);

-- Serves: the contacts of a supplier; covers the foreign key.
create index contacts_supplier_id_idx on suppliers.contacts (supplier_id);

alter table suppliers.contacts enable row level security;

comment on table suppliers.contacts is
    'People at suppliers. Name, email and phone are personal data.';
comment on column suppliers.contacts.duty is 'What the person does there.';
