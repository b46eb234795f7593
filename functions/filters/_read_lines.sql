-- filters._read_lines: rows of a call as lines, or the first thing that is wrong.
--
-- Shape first, then the casts, then the values. One handler for all rows: when a cast
-- fails, the loop stands at the row that it failed for.

create or replace function filters._read_lines(p_rows jsonb)
    returns setof filters.incoming_line
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_most constant integer := 10000;
    v_row jsonb;
    v_read record;
    v_line filters.incoming_line;
    v_fault text;
begin
    if jsonb_typeof(p_rows) is distinct from 'array' then
        perform core.raise_error('filters.invalid_rows', 'rows is no array.');
    end if;
    if jsonb_array_length(p_rows) > c_most then
        perform core.raise_error(
            'filters.too_many_rows', format('%s rows.', jsonb_array_length(p_rows))
        );
    end if;

    for v_line.place, v_row in
        select r.place, r.item
        from jsonb_array_elements(p_rows) with ordinality as r (item, place)
    loop
        v_fault := case
            when jsonb_typeof(v_row) <> 'object' then 'it is no object'
            when
                v_row ->> 'sold_at' is null
                or core.value_fault(v_row ->> 'sold_at', 'timestamp') is not null
                or v_row ->> 'sold_at' !~ ':.*(Z|[+-][0-9:]+)$'
                then 'sold_at is no time with a zone'
            when core.value_fault(v_row ->> 'price', 'number') is not null
                then 'price is no number'
            when core.value_fault(v_row ->> 'quantity', 'number') is not null
                then 'quantity is no number'
        end;
        exit when v_fault is not null;

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
exception
    when data_exception then
        perform core.raise_error(
            'filters.invalid_rows', format('Row %s: %s.', v_line.place, sqlerrm)
        );
end;
$$;

comment on function filters._read_lines(jsonb) is
    'Errors: filters.invalid_rows PT422, filters.too_many_rows PT422.';
