-- master._load_brands: load a staging table of brands, before or after their lines.
--
-- Known brands come first: their update takes the lock of folds, which a load of lines
-- holds while it adds brands.

create or replace function master._load_brands(p_staging regclass)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fault record;
    v_count bigint;
begin
    select f.line, f.reason
    into v_fault
    from master._refuse_brands(p_staging) as f
    order by f.line
    limit 1;
    if found then
        perform core.raise_error(
            'master.invalid_brand', format('Line %s: %s.', v_fault.line, v_fault.reason)
        );
    end if;

    update master.brands as b
    set
        name = coalesce(n.name, b.name),
        is_tbwa = coalesce(n.is_private, b.is_tbwa),
        category_id = coalesce(n.category_id, b.category_id)
    from master._read_brands(p_staging) as n
    where
        b.brand_key = n.brand_key
        and (
            coalesce(n.name, b.name), coalesce(n.is_private, b.is_tbwa),
            coalesce(n.category_id, b.category_id)
        ) is distinct from (b.name, b.is_tbwa, b.category_id);

    insert into master.brands (brand_key, name, is_tbwa, category_id)
    select
        n.brand_key, coalesce(n.name, n.brand), coalesce(n.is_private, false),
        n.category_id
    from master._read_brands(p_staging) as n
    order by n.brand_key
    on conflict (brand_key) do nothing;

    execute format('select count(*) from %s', p_staging) into v_count;
    return v_count;
end;
$$;

comment on function master._load_brands(regclass) is
$$Upsert brands by their lower-case spelling; returns the number of rows.

Columns: brand, name, is_private boolean, category.
Required: brand.
brand is the spelling of lines, in any case; category is the key of a category, such as
grocery/soft drinks. An empty field leaves what is stored; a new brand without a name
is called as brand spells it.
Errors: PT422 master.invalid_brand.
$$;
