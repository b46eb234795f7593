-- reading._read_edits: pushed items as edits; raises for the first invalid item.
--
-- The shape of all items is checked first. Then each place is checked as it will be
-- rounded, so that no cast can fail, and then the rest of the item.

create or replace function reading._read_edits(p_items jsonb)
    returns setof reading.pushed_edit
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_fields constant jsonb := '{
        "series_id": "bigint", "base_version": "bigint", "chapter": "number",
        "chapter_label": "text", "page": "integer", "percent": "number",
        "device_id": "text", "rewinds": "integer", "updated_at": "time"
    }'::jsonb;
    v_items constant jsonb := core.read_records(
        'items', p_items, c_fields, 1000, 'Item', 'reading.invalid_edits',
        'reading.too_many_edits'
    );
    v_item jsonb;
    v_read record;
    v_pushed reading.pushed_edit;
    v_fault text;
begin
    for v_pushed.place, v_item in
        select i.place, i.item
        from jsonb_array_elements(v_items) with ordinality as i (item, place)
    loop
        select r.*
        into v_read
        from jsonb_to_record(v_item) as r (
            series_id bigint, base_version bigint, chapter numeric,
            chapter_label text, page integer, percent numeric,
            device_id text, rewinds integer, updated_at timestamptz
        );
        v_pushed.series_id := v_read.series_id;
        v_pushed.base_version := v_read.base_version;
        v_fault := reading._place_fault(v_read.chapter, v_read.page, v_read.percent);
        exit when v_fault is not null;
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
end;
$$;

comment on function reading._read_edits(jsonb) is
$$The checked edits of push_progress, in the order of its items.

Errors: reading.invalid_edits PT422, reading.too_many_edits PT422.
$$;
