-- Proves sql/seeds/commerce/invariants.sql.j2.
begin;
select plan(6);

-- Given: a shirt with one image in two versions, and what was refused.
select tests.small_stock();
select tests.add_image('Shirt', 'two', tests.add_image('Shirt', 'one'))::text;
select tests.add_image('Shirt', 'one')::text;

select is(
    (
        select sum((core.run_invariant(i.name)).violations)
        from core.invariants as i
        where i.module = 'commerce'
    ),
    0::numeric, 'they hold'
);
select is(
    (
        select count(*)
        from commerce.media_versions as v
        where v.status = 'refused'
    ),
    1::bigint, 'of a refused version too'
);

-- When: rows change as no function changes them.
update commerce.media set variant_id = (
    select v.id
    from commerce.variants as v
    where v.sku = 'MUG'
)
where true;
select is(
    (core.run_invariant('commerce.media_shows_a_variant_of_its_product')).violations,
    2::bigint, 'an image of another product''s variant is found'
);
update commerce.media_versions set is_active = false
where true;
select is(
    (core.run_invariant('commerce.media_has_an_active_version')).violations,
    1::bigint, 'an image without an active version is found'
);
update commerce.media_versions set is_active = true
where version = 1 and status = 'ready';
delete from commerce.media_renditions
where version = 1;
select is(
    (core.run_invariant('commerce.active_media_is_ready')).violations,
    1::bigint, 'an active version without files is found'
);
update commerce.media_versions set status = 'pending', decided_at = null,
storage_key = null
where version = 2;
select is(
    (core.run_invariant('commerce.renditions_belong_to_ready_media')).violations,
    2::bigint, 'files of a version that is not ready are found'
);

select * from finish();
rollback;
