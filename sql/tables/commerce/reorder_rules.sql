-- commerce.reorder_rules: when a variant is bought again for a location, and how much.

create table commerce.reorder_rules (
    variant_id bigint not null references commerce.variants (id) on delete restrict,
    location_id bigint not null references commerce.locations (id) on delete restrict,
    vendor_id bigint not null references commerce.vendors (id) on delete restrict,
    method text not null,
    minimum integer,
    maximum integer,
    pack_size integer not null default 1,
    service_factor numeric not null default 1.645,
    cover_days integer not null default 7,
    lead_time_days integer,
    unit_cost_minor bigint not null,
    is_enabled boolean not null default true,
    version bigint not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,

    primary key (variant_id, location_id),
    constraint reorder_rules_method_check
        check (method in ('min_max', 'demand')),
    constraint reorder_rules_minimum_check
        check (minimum between 0 and 1000000),
    constraint reorder_rules_maximum_check
        check (maximum between 1 and 1000000 and coalesce(maximum >= minimum, true)),
    constraint reorder_rules_min_max_check
        check (method <> 'min_max' or num_nulls(minimum, maximum) = 0),
    constraint reorder_rules_pack_size_check
        check (pack_size between 1 and 100000),
    constraint reorder_rules_service_factor_check
        check (service_factor between 0 and 5),
    constraint reorder_rules_cover_days_check
        check (cover_days between 1 and 365),
    constraint reorder_rules_lead_time_days_check
        check (lead_time_days between 0 and 365),
    constraint reorder_rules_unit_cost_minor_check
        check (unit_cost_minor between 0 and 1000000000)
);

-- Serves: the rules of a location, for the job; covers its foreign key.
create index reorder_rules_location_id_idx
    on commerce.reorder_rules (location_id, variant_id);
-- Covers the foreign key of the vendor.
create index reorder_rules_vendor_id_idx on commerce.reorder_rules (vendor_id);

alter table commerce.reorder_rules enable row level security;

comment on table commerce.reorder_rules is
    'One rule per variant and location: min_max, or demand from the history of sales.';
comment on column commerce.reorder_rules.minimum is
    'Below it the variant is bought, and counts as low; with method demand, a floor.';
comment on column commerce.reorder_rules.maximum is
    'Up to which it is bought; with method demand, a cap.';
comment on column commerce.reorder_rules.pack_size is
    'Quantities are multiples of it. Units: variants.unit.';
comment on column commerce.reorder_rules.service_factor is
    'Standard deviations of demand that the safety stock covers; 1.645 serves 95 %.';
comment on column commerce.reorder_rules.cover_days is
    'Units: days of mean demand that one purchase adds to the reorder point.';
comment on column commerce.reorder_rules.lead_time_days is
    'Units: days; null: those of the vendor.';
comment on column commerce.reorder_rules.unit_cost_minor is
    'Units: minor units of the vendor''s currency, for one piece.';
