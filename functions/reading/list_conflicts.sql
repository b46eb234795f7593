-- reading.list_conflicts: the conflicts between the caller's devices, newest first.
--
-- Invoker: the policies select the caller's rows.

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
    v_page core.page := core.read_page(
        'reading.list_conflicts', p_after, p_page_size,
        '{timestamptz,bigint,text,timestamptz}'
    );
    v_items jsonb;
begin
    select jsonb_agg(
        to_jsonb(n) - 'user_id'
        order by n.found_at desc, n.series_id desc, n.device_id desc, n.edited_at desc
    )
    into v_items
    from (
        select c.*
        from reading.conflicts as c
        where
            c.user_id = core.actor_id()
            and (c.found_at, c.series_id, c.device_id, c.edited_at)
            < (
                coalesce(v_page.key[1]::timestamptz, 'infinity'),
                coalesce(v_page.key[2]::bigint, 0),
                coalesce(v_page.key[3], ''),
                coalesce(v_page.key[4]::timestamptz, 'infinity')
            )
        order by c.found_at desc, c.series_id desc, c.device_id desc, c.edited_at desc
        limit v_page.size + 1
    ) as n;

    return core.write_page(
        v_page, v_items, 'found_at', 'series_id', 'device_id', 'edited_at'
    );
end;
$$;

grant execute on function reading.list_conflicts(text, integer) to authenticated;

comment on function reading.list_conflicts(text, integer) is
$$The caller's conflicts, newest first.

edit is the pushed edit, stored the row at that time, winner says which of them stayed.
Returns: {items: [{series_id: bigint, device_id: text, edited_at: timestamptz, policy:
text, edit: {[text]: jsonb}, stored: {[text]: jsonb}, winner: "edit" | "stored",
found_at: timestamptz}], next: text | null}
Retention: 90 days.
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
Budget: 200 ms.
$$;
