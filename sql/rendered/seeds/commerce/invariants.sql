-- Rendered from sql/seeds/commerce/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: rules of commerce that only a bug can break.

insert into core.invariants (name, module, query, repair)
values
(
    'commerce.variants_have_levels',
    'commerce',
    $$
    select v.sku, l.code
    from commerce.variants as v
    cross join commerce.locations as l
    where
        not v.is_bundle
        and l.is_active
        and l.has_full_range
        and not exists (
            select
            from commerce.stock_levels as s
            where s.variant_id = v.id and s.location_id = l.id
        )
    $$,
    'Insert the missing rows of commerce.stock_levels with bucket 0.'
),
(
    'commerce.bundles_are_flat',
    'commerce',
    $$
    select b.sku as bundle, v.sku as component
    from commerce.bundle_components as c
    inner join commerce.variants as b on c.bundle_id = b.id
    inner join commerce.variants as v on c.variant_id = v.id
    where not b.is_bundle or v.is_bundle
    $$,
    'Delete the row of commerce.bundle_components.'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair
where
    (
        invariants.module,
        invariants.query,
        invariants.repair
    )
    is distinct from (
        excluded.module,
        excluded.query,
        excluded.repair
    );
