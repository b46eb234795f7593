-- filters._rate_columns: which columns of a sample may be which column of a load.
--
-- The name must speak for it and the values must fit. A number of a line names no
-- basket: each of its values stands once. Where the names say nothing, the only column
-- of dates is the time, and the only one of decimals the price.

create or replace function filters._rate_columns(p_header text[], p_rows jsonb)
    returns table (target text, source text, score integer, reason text)
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with measured as materialized (
        select m.* from filters._measure_columns(p_header, p_rows) as m where m.filled > 0
    ),

    word (target, score, pattern) as (
        values
        (
            'basket', 4,
            'basket|invoice|receipt|order|transaction|ticket|bill|checkout'
        ),
        ('store', 4, 'store|shop|branch|outlet|seller|merchant'),
        ('store', 3, 'location|site'),
        ('product', 4, 'product|item|sku|article|stock_code|stockcode'),
        ('product', 3, 'upc|ean|barcode'),
        ('brand', 5, 'brand'),
        ('brand', 4, 'vendor|manufacturer|maker'),
        ('category', 5, 'category'),
        ('category', 4, 'department|product_group|product_type'),
        ('price', 5, 'line_total|sales|sale_dollars|sales_value|amount|total|revenue'),
        ('price', 4, 'price|sale|value|dollars'),
        ('quantity', 4, 'quantity|qty|units|pieces|sold'),
        ('sold_at', 4, 'sold_at|sold_on|date|time|timestamp|datetime|ts|purchase_timestamp')
    ),

    named as (
        select
            w.target,
            m.*,
            -- A brand or a category goes by its name, other things by their number.
            max(w.score) - case
                when w.target not in ('brand', 'category')
                    then 2 * (m.folded ~ '_name$')::integer
                else (m.folded ~ '_(id|no|nr|num|number|key|code)$')::integer
            end as score
        from word as w
        inner join measured as m
            on m.folded ~ concat(
                '(^|_)(', w.pattern, ')s?',
                case
                    when w.target in ('basket', 'store', 'product', 'brand', 'category')
                        then '(_?(id|no|nr|num|number|key|code|name))?'
                    when w.target = 'price' then '(_?(usd|eur|gbp|brl|php))?'
                end,
                '$'
            )
        group by
            w.target, m.source, m.folded, m.filled, m.different, m.numbers, m.wholes,
            m.iso_dates, m.dmy_dates, m.mdy_dates, m.example
    ),

    alone as (
        select
            n.target,
            min(n.source) as source
        from (
            select
                'sold_at' as target,
                m.source
            from measured as m
            where m.iso_dates = m.filled or greatest(m.dmy_dates, m.mdy_dates) = m.filled
            union all
            select
                'price' as target,
                m.source
            from measured as m
            where m.numbers = m.filled and m.wholes < m.filled
        ) as n
        group by n.target
        having count(*) = 1
    )

    select
        n.target,
        n.source,
        n.score,
        format('its name, and %s', case
            when n.target in ('price', 'quantity')
                then format('numbers such as %s', n.example)
            when n.target = 'sold_at' then format('times such as %s', n.example)
            else format('%s values in %s rows', n.different, n.filled)
        end)
    from named as n
    where
        case
            when n.target in ('price', 'quantity') then n.numbers = n.filled
            when n.target = 'sold_at'
                then greatest(n.iso_dates, n.dmy_dates, n.mdy_dates) * 20 >= n.filled * 19
            when n.target = 'basket' then n.different < n.filled
            else true
        end
    union all
    select
        a.target,
        a.source,
        1,
        case a.target
            when 'price' then 'the only column of numbers with decimals'
            else 'the only column of times'
        end
    from alone as a
    where
        not exists (
            select from named as n
            where n.target = a.target or n.source = a.source
        )
$$;

comment on function filters._rate_columns(text[], jsonb) is
    'Candidates for the columns of filters.transactions; the highest score fits best.';
