-- Rendered from sql/seeds/commerce/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: rules of commerce that only a bug can break.

insert into core.invariants (name, module, query, repair)
values
(
    'commerce.media_has_an_active_version',
    'commerce',
    $$
    select v.media_id, count(*) filter (where v.is_active) as active
    from commerce.media_versions as v
    where v.status = 'ready'
    group by v.media_id
    having count(*) filter (where v.is_active) <> 1
    $$,
    'Activate the newest ready version: activate_media_version.'
),
(
    'commerce.active_media_is_ready',
    'commerce',
    $$
    select v.media_id, v.version, v.status
    from commerce.media_versions as v
    where
        v.is_active
        and (
            v.status <> 'ready'
            or not exists (
                select from commerce.media_renditions as r
                where
                    r.media_id = v.media_id
                    and r.version = v.version
                    and r.format = 'webp'
            )
        )
    $$,
    'Register the image again as a new version.'
),
(
    'commerce.renditions_belong_to_ready_media',
    'commerce',
    $$
    select r.media_id, r.version, r.name, r.format, v.status
    from commerce.media_renditions as r
    inner join commerce.media_versions as v
        on r.media_id = v.media_id and r.version = v.version
    where v.status <> 'ready'
    $$,
    'Delete the renditions of a version that is not ready.'
),
(
    'commerce.media_shows_a_variant_of_its_product',
    'commerce',
    $$
    select m.id, m.product_id, m.variant_id
    from commerce.media as m
    inner join commerce.variants as v on m.variant_id = v.id
    where v.product_id <> m.product_id
    $$,
    'Set commerce.media.variant_id to null.'
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
