-- commerce.list_price_lists: the price lists.
--
-- Always one page: an installation has few lists.

create or replace function commerce.list_price_lists()
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'items', coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'code', l.code,
                    'currency', l.currency,
                    'is_default', l.is_default,
                    'has_tax_included', l.has_tax_included
                )
                order by l.code
            ),
            '[]'
        ),
        'next', null
    )
    from commerce.price_lists as l
$$;

grant execute on function commerce.list_price_lists() to authenticated, service_role;

comment on function commerce.list_price_lists() is
$$The price lists by code.

currency is ISO 4217. The default list prices an order that names none. There is always
one page.
Returns: {items: [{code: text, currency: text, is_default: boolean, has_tax_included:
boolean}], next: null}
Budget: 50 ms.
$$;
