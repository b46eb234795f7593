-- commerce._describe_shortage: a sentence on each line that got less than it asked for.

create or replace function commerce._describe_shortage(
    p_lines commerce.stock_line[], p_taken commerce.allocation[]
)
    returns text
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with wanted as (
        select n.variant_id, sum(n.quantity) as quantity
        from unnest(p_lines) as n
        group by n.variant_id
    ),

    given as (
        select t.variant_id, sum(t.quantity) as quantity
        from unnest(p_taken) as t
        group by t.variant_id
    )

    select string_agg(
        format(
            '%s: %s wanted, %s available.',
            v.sku, w.quantity, coalesce(g.quantity, 0)
        ),
        ' ' order by v.sku
    )
    from wanted as w
    inner join commerce.variants as v on w.variant_id = v.id
    left join given as g on w.variant_id = g.variant_id
    where coalesce(g.quantity, 0) < w.quantity
$$;

comment on function commerce._describe_shortage(
    commerce.stock_line[], commerce.allocation[]
) is
    'What is missing, per SKU; null if every line got all of it.';
