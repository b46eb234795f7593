-- commerce._link_product: the variant of a product record; a new one if there is none.
--
-- Until the source sends a SKU, its own key is taken for one, as this side makes
-- records under the SKU. A product that the source deleted before it came here is not
-- made, and neither is one with a title that could not be set later: the validation
-- rules refuse it, or would change it.

create or replace function commerce._link_product(
    p_record commerce.sync_records,
    p_values jsonb,
    out local_id bigint,
    out is_new boolean,
    out fault text
)
    returns record
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_sku constant text := p_values ->> 'sku';
    v_title constant jsonb := jsonb_build_object('title', p_values -> 'title');
    v_checked jsonb;
    v_product_id bigint;
begin
    is_new := false;
    local_id := (
        select v.id
        from commerce.variants as v
        where v.sku = coalesce(v_sku, (p_record).external_id)
    );
    if local_id is not null then
        if exists (
            select
            from commerce.sync_records as r
            where
                r.entity = 'product'
                and r.local_id = _link_product.local_id
                and r.source = (p_record).source
        )
        then
            fault := format('SKU %s belongs to another record of the source.', v_sku);
            local_id := null;
        end if;
    elsif (p_values ->> 'deleted')::boolean then
        fault := null;
    elsif v_sku is null or p_values ->> 'title' is null then
        fault := 'The source has not sent its sku and title.';
    else
        v_checked := commerce._check_part(
            'commerce.product', v_title, v_title, array['title'], null
        );
        fault := coalesce(
            (
                select min('title: ' || (e.error ->> 'message'))
                from jsonb_array_elements(v_checked -> 'errors') as e (error)
                where
                    e.error ->> 'field' = 'title' and e.error ->> 'severity' = 'error'
            ),
            case
                when v_checked #> '{record,title}' is distinct from v_title -> 'title'
                    then 'title has characters that are not kept, or space around it.'
            end
        );
        if fault is not null then
            return;
        end if;
        is_new := true;
        insert into commerce.products (title, created_at, updated_at)
        values (p_values ->> 'title', core.now(), core.now())
        returning id into v_product_id;
        insert into commerce.variants (product_id, sku, created_at, updated_at)
        values (v_product_id, v_sku, core.now(), core.now())
        returning id into local_id;
    end if;
end;
$$;

comment on function commerce._link_product(commerce.sync_records, jsonb) is
    'The variant with the SKU of p_values, or a new draft; fault: why there is none.';
