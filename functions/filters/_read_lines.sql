-- filters._read_lines: rows of a call as lines, or the first thing that is wrong.
--
-- Shape first, so that no cast can fail; then the values.

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
    }';
    v_rows constant jsonb := core.read_records(
        'rows', p_rows, c_fields, 10000, 'Row', 'filters.invalid_rows',
        'filters.too_many_rows'
    );
    v_row jsonb;
    v_read record;
    v_line filters.incoming_line;
    v_fault text;
begin
    for v_line.place, v_row in
        select r.place, r.item
        from jsonb_array_elements(v_rows) with ordinality as r (item, place)
    loop
        select r.*
        into v_read
        from jsonb_to_record(v_row) as r (
            key text, basket text, store text, product text, brand text,
            brand_mark text, department text, category text, city_code text,
            store_class text, price numeric, quantity numeric, sold_at timestamptz
        );
        v_line := row(
            v_line.place,
            core.normal_key(v_read.key),
            core.normal_key(v_read.basket),
            core.normal_key(v_read.store),
            core.normal_key(v_read.product),
            core.normal_key(v_read.brand),
            core.normal_key(v_read.brand_mark),
            core.normal_key(v_read.department),
            core.normal_key(v_read.category),
            core.normal_key(v_read.city_code),
            core.normal_key(v_read.store_class),
            round(v_read.price * 100)::bigint,
            v_read.quantity,
            v_read.sold_at
        )::filters.incoming_line;
        v_fault := filters._line_fault(v_line);
        exit when v_fault is not null;
        return next v_line;
    end loop;

    if v_fault is not null then
        perform core.raise_error(
            'filters.invalid_rows', format('Row %s: %s.', v_line.place, v_fault)
        );
    end if;
end;
$$;

comment on function filters._read_lines(jsonb) is
    'Errors: filters.invalid_rows PT422, filters.too_many_rows PT422.';
