-- commerce.can_read_stock: whether the caller may read the topic of a SKU's stock.
--
-- The same rule as the policies of products and variants. Definer, so it states the
-- rule itself: an anonymous caller may read neither table and must get false, not an
-- error.

create or replace function commerce.can_read_stock(p_topic text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
        from commerce.variants as v
        inner join commerce.products as p on v.product_id = p.id
        where
            v.sku = substr(p_topic, length('commerce:stock:') + 1)
            and (
                (
                    core.actor_id() is not null
                    and p.status = 'published'
                    and p.deleted_at is null
                )
                or core.can_act_as('admin', 'buyer', 'warehouse')
            )
    )
$$;

grant execute on function commerce.can_read_stock(text)
to anon, authenticated, service_role;

comment on function commerce.can_read_stock(text) is
    'Whether the caller sees the variant of commerce:stock:<sku>.';
