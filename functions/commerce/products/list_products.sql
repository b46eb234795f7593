-- commerce.list_products: products by search, status and category.
--
-- Definer: under row-level security no index serves a search, since its operators are
-- not leakproof. The queries repeat the policy: a customer gets published products
-- only.

create or replace function commerce.list_products(
    p_search text default null,
    p_status text default null,
    p_category text default null,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'commerce.list_products', p_after, p_page_size, '{bigint}'
    );
    v_after constant bigint := coalesce(v_page.key[1]::bigint, 0);
    v_search constant text := core.read_text('search', p_search, 0, 200);
    v_is_staff constant boolean := core.can_act_as('admin', 'buyer', 'warehouse');
    v_is_deleted constant boolean := v_is_staff and p_status is not distinct from 'deleted';
    v_status text := nullif(p_status, 'deleted');
    v_categories bigint[];
    v_ids bigint[];
    v_items jsonb;
begin
    if p_status not in ('draft', 'published', 'archived', 'deleted') then
        perform core.raise_error(
            'core.invalid_argument',
            'status is not draft, published, archived or deleted.'
        );
    end if;
    if not v_is_staff then
        if p_status <> 'published' then
            return core.write_page(v_page, '[]', 'id');
        end if;
        v_status := 'published';
    end if;
    if p_category is not null then
        v_categories := commerce._category_ids(p_category);
    end if;

    if v_search ~ '[^[:space:]]' then
        v_ids := commerce._search_products(
            v_search, v_status, v_is_deleted, v_categories, v_after, v_page.size + 1
        );
    else
        v_ids := array(
            select p.id
            from commerce.products as p
            where
                p.id > v_after
                and (v_status is null or p.status = v_status)
                and (p.deleted_at is not null) = v_is_deleted
                and (v_categories is null or p.category_id = any(v_categories))
            order by p.id
            limit v_page.size + 1
        );
    end if;

    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'id', p.id,
                'title', p.title,
                'category', c.category_key,
                'brand', b.brand_key,
                'status', p.status,
                'starts_at', p.starts_at,
                'ends_at', p.ends_at,
                'published_at', p.published_at,
                'deleted_at', p.deleted_at,
                'version', p.version,
                'updated_at', p.updated_at,
                'skus', v.skus,
                'price_minor', v.price_minor
            )
            order by p.id
        ),
        '[]'
    )
    into v_items
    from commerce.products as p
    left join master.categories as c on p.category_id = c.id
    left join master.brands as b on p.brand_id = b.id
    left join lateral (
        select
            jsonb_agg(n.sku order by n.id) as skus,
            min(commerce.price_of(n.id)) as price_minor
        from commerce.variants as n
        where n.product_id = p.id
    ) as v on true
    where p.id = any(v_ids);

    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function commerce.list_products(text, text, text, text, integer)
to authenticated, service_role;

comment on function commerce.list_products(text, text, text, text, integer) is
$$Products by search, status and category, in the order of their ids.

`search`: each word begins a word of the title or the description, or the search begins
a SKU, or it is similar to a part of the title (with pg_trgm; without it, typing errors
are not tolerated). `status`: draft, published, archived or deleted; without it all but
deleted ones. Customers see published products only. `category`: a category_key, with
all categories below it. A new product has the highest id, so pages that follow each
other neither repeat nor miss one. price_minor is the lowest price of its variants on
the default list now.
Returns: {items: [{id: bigint, title: text, category: text | null, brand: text | null,
status: get_product.status, starts_at: timestamptz | null, ends_at: timestamptz | null,
published_at: timestamptz | null, deleted_at: timestamptz | null, version: bigint,
updated_at: timestamptz, skus: [text] | null, price_minor: bigint | null}], next: text |
null}
Units: minor units; page_size from 1 to 500.
Errors: PT404 commerce.unknown_category; PT422 core.invalid_argument,
core.invalid_cursor, core.invalid_page_size.
Example: {"search": "shirt", "category": "clothes", "page_size": 20}
Budget: 200 ms.
$$;
