-- filters._read_lines: rows of a call as lines; raises for the first invalid row.
--
-- The shape is checked first, so that no cast can fail; then the values.

create or replace function filters._read_lines(p_rows jsonb)
    returns setof filters.incoming_line
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_fields constant jsonb := '{
        "key": "text", "basket": "text", "store": "text", "product": "text",
        "brand": "text", "brand_mark": "text", "department": "text",
        "category": "text", "city_code": "text", "store_class": "text",
        "price": "number", "quantity": "number", "sold_at": "time"
    }'::jsonb;
    v_rows constant jsonb := core.read_records(
        'rows', p_rows, c_fields, 10000, 'Row', 'filters.invalid_rows',
        'filters.too_many_rows'
    );
    v_lines filters.incoming_line[];
    v_position bigint;
    v_fault text;
begin
    -- Nearly every row is plain ASCII, so its keys are in normal form: one test of the
    -- row, as in filters._load_transactions.
    select
        array_agg(
            row(
                n.position,
                case
                    when n.is_plain then n.key
                    else core.normalize_key(n.key)
                end,
                case
                    when n.is_plain then n.basket
                    else core.normalize_key(n.basket)
                end,
                case
                    when n.is_plain then n.store
                    else core.normalize_key(n.store)
                end,
                case
                    when n.is_plain then n.product
                    else core.normalize_key(n.product)
                end,
                case
                    when n.is_plain then n.brand
                    else core.normalize_key(n.brand)
                end,
                case
                    when n.is_plain then n.brand_mark
                    else core.normalize_key(n.brand_mark)
                end,
                case
                    when n.is_plain then n.department
                    else core.normalize_key(n.department)
                end,
                case
                    when n.is_plain then n.category
                    else core.normalize_key(n.category)
                end,
                case
                    when n.is_plain then n.city_code
                    else core.normalize_key(n.city_code)
                end,
                case
                    when n.is_plain
                        then n.store_class
                    else core.normalize_key(n.store_class)
                end,
                round(n.price * 100)::bigint,
                n.quantity,
                n.sold_at
            )::filters.incoming_line
            order by n.position
        )
    into v_lines
    from (
        select
            r.position,
            f.*,
            concat(
                '|', f.key, '|', f.basket, '|', f.store, '|', f.product, '|', f.brand,
                '|', f.brand_mark, '|', f.department, '|', f.category, '|',
                f.city_code, '|', f.store_class, '|'
            ) !~ '[^ -~]|  |[|] | [|]'
            and ('' in (
                f.key, f.basket, f.store, f.product, f.brand, f.brand_mark,
                f.department, f.category, f.city_code, f.store_class
            )) is not true as is_plain
        from jsonb_array_elements(v_rows) with ordinality as r (item, position)
        cross join lateral jsonb_to_record(r.item) as f (
            key text, basket text, store text, product text, brand text,
            brand_mark text, department text, category text, city_code text,
            store_class text, price numeric, quantity numeric, sold_at timestamptz
        )
        offset 0
    ) as n;

    select l.position, filters._line_fault(l)
    into v_position, v_fault
    from unnest(v_lines) as l
    where filters._line_fault(l) is not null
    order by l.position
    limit 1;
    if v_fault is not null then
        perform core.raise_error(
            'filters.invalid_rows', format('Row %s: %s.', v_position, v_fault)
        );
    end if;
    return query select l.* from unnest(v_lines) as l;
end;
$$;

comment on function filters._read_lines(jsonb) is
    'Errors: filters.invalid_rows PT422, filters.too_many_rows PT422.';
