-- commerce.bundle_components: the variants that a bundle consists of.
--
-- commerce.tg_bundle_components__refuse_nesting keeps bundles out of bundles.

create table commerce.bundle_components (
    bundle_id bigint not null references commerce.variants (id) on delete cascade,
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    quantity integer not null,

    primary key (bundle_id, variant_id),
    constraint bundle_components_quantity_check
        check (quantity between 1 and 1000),
    constraint bundle_components_variant_id_check
        check (variant_id <> bundle_id)
);

-- The bundles of a component; covers the foreign key.
create index bundle_components_variant_id_idx
    on commerce.bundle_components (variant_id);

alter table commerce.bundle_components enable row level security;

comment on table commerce.bundle_components is
    'What one bundle takes from stock; a reservation of it reserves the components.';
