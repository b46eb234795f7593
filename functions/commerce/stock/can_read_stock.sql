-- commerce.can_read_stock: whether the caller may read the topic of a SKU's stock.
--
-- Invoker: the policies of products and variants decide.

create or replace function commerce.can_read_stock(p_topic text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from commerce.variants as v
        where v.sku = substr(p_topic, length('commerce:stock:') + 1)
    )
$$;

grant execute on function commerce.can_read_stock(text) to authenticated, service_role;

comment on function commerce.can_read_stock(text) is
    'Whether the caller sees the variant of commerce:stock:<sku>.';
