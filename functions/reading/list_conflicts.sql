-- reading.list_conflicts: the conflicts between the caller's devices, newest first.
--
-- Invoker: the policies select the caller's rows. A cursor is the sort key of the last
-- row of its page in base64; a forged cursor only starts the page elsewhere.

create or replace function reading.list_conflicts(
    p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_cursor jsonb;
    v_found_at timestamptz := 'infinity'::timestamptz;
    v_series_id bigint := 0;
    v_device_id text := '';
    v_edited_at timestamptz := 'infinity'::timestamptz;
    v_items jsonb;
    v_last jsonb;
    v_next jsonb;
begin
    if p_page_size is null or p_page_size not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_page_size',
            format('page_size is %s.', coalesce(p_page_size::text, 'null'))
        );
    end if;
    if p_after is not null then
        begin
            -- A valid cursor is shorter, even with a device id of 100 characters.
            v_cursor := convert_from(decode(left(p_after, 1000), 'base64'), 'UTF8')::jsonb;
            v_found_at := (v_cursor ->> 0)::timestamptz;
            v_series_id := (v_cursor ->> 1)::bigint;
            v_device_id := v_cursor ->> 2;
            v_edited_at := (v_cursor ->> 3)::timestamptz;
        exception
            when data_exception then
                v_cursor := null;
        end;
        if
            v_cursor is null
            or num_nulls(v_found_at, v_series_id, v_device_id, v_edited_at) > 0
        then
            perform core.raise_error(
                'core.invalid_cursor', format('%L is not a cursor.', core.excerpt(p_after))
            );
        end if;
    end if;

    select coalesce(
        jsonb_agg(
            to_jsonb(p) - 'user_id'
            order by p.found_at desc, p.series_id desc, p.device_id desc, p.edited_at desc
        ),
        '[]'
    )
    into v_items
    from (
        select c.*
        from reading.conflicts as c
        where
            c.user_id = core.actor_id()
            and (c.found_at, c.series_id, c.device_id, c.edited_at)
            < (v_found_at, v_series_id, v_device_id, v_edited_at)
        order by c.found_at desc, c.series_id desc, c.device_id desc, c.edited_at desc
        limit p_page_size + 1
    ) as p;

    if jsonb_array_length(v_items) > p_page_size then
        v_items := v_items - p_page_size;
        v_last := v_items -> -1;
        v_next := jsonb_build_array(
            v_last -> 'found_at',
            v_last -> 'series_id',
            v_last -> 'device_id',
            v_last -> 'edited_at'
        );
    end if;
    return jsonb_build_object(
        'items', v_items,
        'next', translate(encode(convert_to(v_next::text, 'UTF8'), 'base64'), e'\n', '')
    );
end;
$$;

grant execute on function reading.list_conflicts(text, integer) to authenticated;

comment on function reading.list_conflicts(text, integer) is
$$The caller's conflicts, newest first: {items: [{series_id, device_id, edited_at,
policy, edit, stored, winner, found_at}], next}.

edit is the pushed edit, stored the row at that time; winner is `edit` or `stored`.
Retention: 90 days.
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;
