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
    c_time constant text :=
        '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$';
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
            when coalesce(v_row ->> 'sold_at', '') !~ c_time
                then 'sold_at is no time with a zone'
        end;
        exit when v_fault is not null;

        select r.*
        into v_read
        from jsonb_to_record(v_row) as r (
            key text, basket text, store text, product text, brand text,
            brand_mark text, department text, category text, city_code text,
            store_class text, price numeric, quantity numeric, sold_at timestamptz
        );
        -- The one cast that fails with a code of its own.
        v_fault := case
            when v_read.price in ('NaN', 'Infinity', '-Infinity')
                then 'price is no number'
        end;
        exit when v_fault is not null;
        v_line := row(
            v_line.place,
            nullif(trim(v_read.key), ''),
            nullif(trim(v_read.basket), ''),
            nullif(trim(v_read.store), ''),
            nullif(trim(v_read.product), ''),
            nullif(trim(v_read.brand), ''),
            nullif(trim(v_read.brand_mark), ''),
            nullif(trim(v_read.department), ''),
            nullif(trim(v_read.category), ''),
            nullif(trim(v_read.city_code), ''),
            nullif(trim(v_read.store_class), ''),
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
