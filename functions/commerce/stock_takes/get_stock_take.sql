-- commerce.get_stock_take: a stock take with its lines and proposed corrections.
--
-- Invoker: the policies open it to the warehouse.

create or replace function commerce.get_stock_take(p_stock_take_id bigint)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer jsonb;
begin
    perform core.require_role('admin', 'warehouse');
    select jsonb_build_object(
        'stock_take_id', t.id,
        'location', l.code,
        'status', t.status,
        'opened_at', t.opened_at,
        'submitted_by', t.submitted_by,
        'decided_by', t.decided_by,
        'reason', t.reason,
        'lines', coalesce(
            (
                select jsonb_agg(
                    jsonb_build_object(
                        'sku', v.sku, 'counted', n.counted, 'expected', n.expected,
                        'correction', n.correction, 'counted_at', n.counted_at
                    )
                    order by v.sku
                )
                from commerce.stock_take_lines as n
                inner join commerce.variants as v on n.variant_id = v.id
                where n.stock_take_id = t.id
            ),
            '[]'
        )
    )
    into v_answer
    from commerce.stock_takes as t
    inner join commerce.locations as l on t.location_id = l.id
    where t.id = p_stock_take_id;
    if v_answer is null then
        perform core.raise_error(
            'commerce.unknown_stock_take',
            format('There is no stock take %s.', core.excerpt(p_stock_take_id::text))
        );
    end if;
    return v_answer;
end;
$$;

grant execute on function commerce.get_stock_take(bigint)
to authenticated, service_role;

comment on function commerce.get_stock_take(bigint) is
$$A stock take with its lines.

Needs app role warehouse or admin. correction is what approving adds to the stock.
reason: why it was rejected, or a remark on its approval.
Returns: {stock_take_id: bigint, location: text, status: "counting" | "submitted" |
"approved" | "rejected", opened_at: timestamptz, submitted_by: uuid | null, decided_by:
uuid | null, reason: text | null, lines: [{sku: text, counted: integer, expected:
integer, correction: integer, counted_at: timestamptz}]}
Units: the unit of the variant.
Errors: PT404 commerce.unknown_stock_take, PT403 core.not_permitted.
Example: {"stock_take_id": 1}
Budget: 200 ms.
$$;
