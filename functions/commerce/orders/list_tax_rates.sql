-- commerce.list_tax_rates: the tax rates, those of now, before and later.
--
-- Invoker: every signed-in user may read them.

create or replace function commerce.list_tax_rates(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'commerce.list_tax_rates', p_after, p_page_size, '{bigint}'
    );
    v_items jsonb;
begin
    select jsonb_agg(commerce._show_tax_rate(n.id) order by n.id)
    into v_items
    from (
        select r.id
        from commerce.tax_rates as r
        where r.id > coalesce(v_page.key[1]::bigint, 0)
        order by r.id
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function commerce.list_tax_rates(text, integer)
to authenticated, service_role;

comment on function commerce.list_tax_rates(text, integer) is
$$The tax rates in the order in which they were entered.

country: null counts in every country that has no rate of its own. valid_from and
valid_until: null for no bound. A product names its tax class.
Returns: {items: [{id: bigint, tax_class: text, country: text | null, rate_percent:
numeric, valid_from: timestamptz | null, valid_until: timestamptz | null}], next: text |
null}
Units: percent; page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, core.invalid_page_size.
Example: {"page_size": 20}
Budget: 100 ms.
$$;
