-- commerce._apply_product_field: set one field of a variant or its product.

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
    v_category_id bigint;
begin
    case p_field
        when 'sku' then
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
            if v_text is not null and v_category_id is null then
                perform core.raise_error(
                    'commerce.invalid_product',
                    format('There is no category %L.', core.excerpt(v_text))
                );
            end if;
            update commerce.products set category_id = v_category_id
            where id = v_product_id;
        when 'price_minor' then
            perform commerce._set_default_price(p_variant_id, v_text::bigint);
        when 'deleted' then
            if v_text::boolean and exists (
                select
                from commerce.variants as v
                inner join commerce.stock_levels as s on v.id = s.variant_id
                where
                    v.product_id = v_product_id
                    and s.on_hand + s.reserved + s.in_transit + s.damaged > 0
            )
            then
                perform core.raise_error(
                    'commerce.product_in_use', 'The product has stock.'
                );
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
