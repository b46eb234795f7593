-- commerce._create_product: store a new product, see commerce.create_product.
--
-- Rules are data, and one may be switched off: what the tables then refuse is an error
-- of the caller, too. So is a SKU that another transaction has taken since it was
-- checked.

create or replace function commerce._create_product(p_product jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_checked constant jsonb := commerce._check_product(p_product);
    v_id bigint;
begin
    perform commerce._refuse_faults('commerce.invalid_product', v_checked -> 'errors');

    insert into commerce.products (
        title, description, category_id, brand_id, tax_class, attributes, starts_at,
        ends_at, created_at, updated_at
    )
    select
        r.title,
        coalesce(r.description, ''),
        c.id,
        b.id,
        coalesce(r.tax_class, 'standard'),
        coalesce(r.attributes, '{}'),
        r.starts_at,
        r.ends_at,
        core.now(),
        core.now()
    from jsonb_to_record(v_checked -> 'record') as r (
        title text, description text, category text, brand text, tax_class text,
        attributes jsonb, starts_at timestamptz, ends_at timestamptz
    )
    left join master.categories as c on r.category = c.category_key
    left join master.brands as b on r.brand = b.brand_key
    returning id into v_id;
    perform commerce._write_variants(v_id, v_checked #> '{record,variants}');
    perform commerce._emit_product(v_id, 'created');
    return commerce._show_product(v_id);
exception
    when data_exception or integrity_constraint_violation then
        perform core.raise_error('commerce.invalid_product', sqlerrm);
        return null;
end;
$$;

comment on function commerce._create_product(jsonb) is
$$Store a new draft; returns it.

Errors: PT422 commerce.invalid_product.
$$;
