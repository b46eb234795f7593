-- commerce.price_of: what a variant costs on a list at a time; null without a price.

create or replace function commerce.price_of(
    p_variant_id bigint,
    p_price_list_id bigint default null,
    p_at timestamptz default null
)
    returns bigint
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(p.sale_amount_minor, p.amount_minor)
    from commerce.prices as p
    inner join commerce.price_lists as l on p.price_list_id = l.id
    where
        p.variant_id = p_variant_id
        and case
            when p_price_list_id is null then l.is_default
            else l.id = p_price_list_id
        end
        and p.valid @> coalesce(p_at, core.now())
$$;

grant execute on function commerce.price_of(bigint, bigint, timestamptz)
to authenticated, service_role;

comment on function commerce.price_of(bigint, bigint, timestamptz) is
$$The sale price, else the price. Without a list: on the default one; without a time:
now.

Units: minor units of the list's currency, per unit of the variant.
$$;
