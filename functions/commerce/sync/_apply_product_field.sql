-- commerce._apply_product_field: set one field of a variant or its product.
--
-- The validation rules of products hold here too. A value that they would change is
-- refused, as the source would go on to show another one. A change of a SKU takes the
-- lock of new variants first, since a batch may make one afterwards, see
-- commerce._write_variants.

create or replace function commerce._apply_product_field(
    p_variant_id bigint, p_field text, p_value jsonb
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_product_id constant bigint := (
        select v.product_id from commerce.variants as v where v.id = p_variant_id
    );
    v_text constant text := p_value #>> '{}';
    v_checked jsonb;
    v_fault text;
    v_category_id bigint;
begin
    if p_field in ('title', 'description', 'category') then
        v_checked := commerce._check_part(
            'commerce.product',
            commerce._show_product(v_product_id) || jsonb_build_object(p_field, p_value),
            jsonb_build_object(p_field, p_value), array[p_field], null
        );
        perform commerce._refuse_faults(
            'commerce.invalid_product', v_checked -> 'errors'
        );
        if v_checked #> array['record', p_field] is distinct from p_value then
            perform core.raise_error(
                'commerce.invalid_product',
                format(
                    '%s has characters that are not kept, or space around it.', p_field
                )
            );
        end if;
    end if;
    case p_field
        when 'sku' then
            perform pg_advisory_xact_lock_shared(
                hashtextextended('commerce.stock_levels:range', 0)
            );
            update commerce.variants set sku = v_text
            where id = p_variant_id;
        when 'title' then
            update commerce.products set title = v_text
            where id = v_product_id;
        when 'description' then
            update commerce.products set description = v_text
            where id = v_product_id;
        when 'category' then
            v_category_id := (
                select c.id from master.categories as c where c.category_key = v_text
            );
            update commerce.products set category_id = v_category_id
            where id = v_product_id;
        when 'price_minor' then
            if v_text is null and exists (
                select from commerce.products as p
                where p.id = v_product_id and p.status = 'published'
            ) then
                perform core.raise_error(
                    'commerce.invalid_product',
                    'price_minor: A variant of a published product has a price.'
                );
            end if;
            perform commerce._set_default_price(p_variant_id, v_text::bigint);
        when 'deleted' then
            v_fault := case
                when v_text::boolean then commerce._use_of_product(v_product_id)
            end;
            if v_fault is not null then
                perform core.raise_error('commerce.product_in_use', v_fault);
            end if;
            update commerce.products
            set
                deleted_at = case when v_text::boolean then core.now() end,
                status = case
                    when v_text::boolean and status = 'published' then 'archived'
                    else status
                end
            where id = v_product_id;
    end case;
end;
$$;

comment on function commerce._apply_product_field(bigint, text, jsonb) is
$$Write a value that the source sent to the local product.

Errors: PT422 commerce.invalid_product, PT409 commerce.product_in_use; class 23 where a
constraint of the tables refuses the value.
$$;
