-- commerce.tg_bundle_components__refuse_nesting: only a bundle has components, and none
-- of them is a bundle.
--
-- is_bundle never changes (commerce.tg_variants__freeze_kind), so no lock is needed.

create or replace function commerce.tg_bundle_components__refuse_nesting()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault text;
begin
    select case
        when not b.is_bundle then format('%s is not a bundle.', b.sku)
        when v.is_bundle then format('%s is a bundle, not a component.', v.sku)
    end
    into v_fault
    from commerce.variants as b
    cross join commerce.variants as v
    where b.id = new.bundle_id and v.id = new.variant_id;
    if v_fault is not null then
        perform core.raise_error('commerce.invalid_bundle', v_fault);
    end if;
    return new;
end;
$$;

comment on function commerce.tg_bundle_components__refuse_nesting() is
    'Guard of bundles: raises PT422 commerce.invalid_bundle.';
