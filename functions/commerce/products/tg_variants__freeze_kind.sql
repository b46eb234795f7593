-- commerce.tg_variants__freeze_kind: a variant stays a bundle, or stays none.
--
-- A bundle has components and no levels, another variant has levels and no components.

create or replace function commerce.tg_variants__freeze_kind()
    returns trigger
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.raise_error(
        'commerce.invalid_bundle',
        format('%s stays what it is, a bundle or a single variant.', old.sku)
    );
    return null;
end;
$$;

comment on function commerce.tg_variants__freeze_kind() is
    'Guard of variants.is_bundle: raises PT422 commerce.invalid_bundle.';
