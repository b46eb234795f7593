-- reading._read_edits: pushed items as edits, or the first thing that is wrong with
-- them.
--
-- Shape first, then the casts, then the values. One handler for all items: when a cast
-- fails, the loop stands at the item that it failed for.

create or replace function reading._read_edits(p_items jsonb)
    returns setof reading.pushed_edit
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_time constant text :=
        '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$';
    v_item jsonb;
    v_read record;
    v_pushed reading.pushed_edit;
    v_fault text;
begin
    if jsonb_typeof(p_items) is distinct from 'array' then
        perform core.raise_error('reading.invalid_edits', 'items is no array.');
    end if;
    if jsonb_array_length(p_items) > 1000 then
        perform core.raise_error(
            'reading.too_many_edits', format('%s items.', jsonb_array_length(p_items))
        );
    end if;

    for v_pushed.place, v_item in
        select i.place, i.item
        from jsonb_array_elements(p_items) with ordinality as i (item, place)
    loop
        v_fault := case
            when jsonb_typeof(v_item) <> 'object' then 'it is no object'
            when coalesce(v_item ->> 'updated_at', '') !~ c_time
                then 'updated_at is no time with a zone'
        end;
        exit when v_fault is not null;

        select r.*
        into v_read
        from jsonb_to_record(v_item) as r (
            series_id bigint, base_version bigint, chapter numeric(9, 3),
            chapter_label text, page integer, percent numeric(5, 2),
            device_id text, rewinds integer, updated_at timestamptz
        );
        v_pushed.series_id := v_read.series_id;
        v_pushed.base_version := v_read.base_version;
        v_pushed.edit := row(
            v_read.chapter, v_read.chapter_label, v_read.page, v_read.percent,
            v_read.device_id, coalesce(v_read.rewinds, 0), v_read.updated_at
        )::reading.edit;
        v_fault := reading._edit_fault(v_pushed.series_id, v_pushed.edit);
        exit when v_fault is not null;
        return next v_pushed;
    end loop;

    if v_fault is not null then
        perform core.raise_error(
            'reading.invalid_edits', format('Item %s: %s.', v_pushed.place, v_fault)
        );
    end if;
exception
    when data_exception then
        perform core.raise_error(
            'reading.invalid_edits', format('Item %s: %s.', v_pushed.place, sqlerrm)
        );
end;
$$;

comment on function reading._read_edits(jsonb) is
    'Errors: reading.invalid_edits PT422, reading.too_many_edits PT422.';
