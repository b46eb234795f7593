-- commerce.list_media: the images of a product, in the order of its page.
--
-- Invoker: the policies decide which products and versions the caller may see.

create or replace function commerce.list_media(
    p_product_id bigint, p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'commerce.list_media', p_after, p_page_size, '{integer,bigint}'
    );
    v_items jsonb;
begin
    if not exists (select from commerce.products as p where p.id = p_product_id) then
        perform core.raise_error(
            'commerce.unknown_product',
            format('There is no product %s.', core.excerpt(p_product_id::text))
        );
    end if;

    select jsonb_agg(
        jsonb_build_object(
            'media_id', m.id,
            'sku', s.sku,
            'position', m.position,
            'alt_text', m.alt_text,
            'version', m.version,
            'image', case
                when v.media_id is not null then jsonb_build_object(
                    'version', v.version,
                    'content_type', v.content_type,
                    'width', v.width,
                    'height', v.height,
                    'dominant_colour', v.dominant_colour,
                    'url', commerce._cdn_url(v.url_path),
                    'renditions', commerce._list_renditions(v.media_id, v.version)
                )
            end
        )
        order by m.position, m.id
    )
    into v_items
    from (
        select n.*
        from commerce.media as n
        where
            n.product_id = p_product_id
            and (n.position, n.id)
            > (coalesce(v_page.key[1]::integer, -1), coalesce(v_page.key[2]::bigint, 0))
        order by n.position, n.id
        limit v_page.size + 1
    ) as m
    left join commerce.variants as s on m.variant_id = s.id
    left join commerce.media_versions as v on m.id = v.media_id and v.is_active;
    return core.write_page(v_page, v_items, 'position', 'media_id');
end;
$$;

grant execute on function commerce.list_media(bigint, text, integer)
to authenticated, service_role;

comment on function commerce.list_media(bigint, text, integer) is
$$The images of a product that the caller may see, in order.

image is the active version, null until one is ready. sku is the variant that it shows,
null for the product as a whole. A URL has a hash of the content in it and may be cached
for ever.
Returns: {items: [{media_id: bigint, sku: text | null, position: integer, alt_text:
text, version: bigint, image: {version: integer, content_type: text, width: integer,
height: integer, dominant_colour: text, url: text, renditions:
[list_media_versions.items.renditions]} | null}], next: text | null}
Units: page_size from 1 to 500; width and height in pixels.
Errors: PT404 commerce.unknown_product, PT422 core.invalid_cursor,
core.invalid_page_size.
Example: {"product_id": 1}
Budget: 200 ms.
$$;
