-- filters.propose_columns: which columns of an unknown CSV are which of a load.
--
-- A column is proposed where one fits best. Where two fit alike, or none, the caller
-- decides.

create or replace function filters.propose_columns(p_header text[], p_rows jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with rated as materialized (
        select
            r.*,
            rank() over (partition by r.target order by r.score desc) as place,
            count(*) over (partition by r.target, r.score) as rivals
        from filters._rate_columns(p_header, p_rows) as r
    ),

    best as (
        select
            w.target,
            w.position,
            max(r.rivals) as rivals,
            string_agg(r.source, ' and ' order by r.source) as sources,
            min(r.reason) as reason
        from unnest(
            array[
                'basket', 'store', 'product', 'brand', 'category', 'price', 'quantity',
                'sold_at'
            ]
        ) with ordinality as w (target, position)
        left join rated as r on w.target = r.target and r.place = 1
        group by w.target, w.position
    ),

    dated as (
        select filters._find_date_order(p_header, p_rows, b.sources) as found
        from best as b
        where b.target = 'sold_at' and b.rivals = 1
    )

    select jsonb_build_object(
        'columns', (
            select jsonb_agg(
                jsonb_build_object(
                    'column', b.target,
                    'source', case b.rivals when 1 then b.sources end,
                    'reason', case
                        when b.rivals = 1 then concat(
                            b.reason,
                            case
                                when b.target = 'price' and b.sources ~* 'unit|each'
                                    then '; but that of a piece, and a load takes that '
                                        'of the line'
                            end
                        )
                        when b.rivals > 1 then format('%s fit alike', b.sources)
                        else 'no column fits'
                    end
                )
                order by b.position
            )
            from best as b
        ),
        'date_order', (select d.found ->> 'order' from dated as d),
        'date_fault', (select d.found ->> 'fault' from dated as d)
    )
$$;

comment on function filters.propose_columns(text[], jsonb) is
$$Propose the columns of filters.transactions for a sample of a CSV.

p_rows: an array of arrays of texts, in the order of p_header. Returns {columns:
[{column, source, reason}], date_order, date_fault}: source is null where none fits, or
several fit alike; date_order is null for ISO dates, and where date_fault says why it
cannot be known.
$$;
