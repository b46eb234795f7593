-- concerts.list_merges: the merges of an entity, newest first.
--
-- Definer: callers have no right on the table.

create or replace function concerts.list_merges(
    p_entity text, p_after text default null, p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'concerts.list_merges', p_after, p_page_size, '{bigint}'
    );
    v_items jsonb;
begin
    perform core.require_role('admin', 'curator');
    perform concerts._mergeable_table(p_entity);
    select jsonb_agg(to_jsonb(n) order by n.merge_id desc)
    into v_items
    from (
        select
            m.id as merge_id, m.entity, m.keep_id, m.drop_ids, m.score, m.made_by,
            m.made_at, m.undone_by, m.undone_at
        from concerts.merges as m
        where
            m.entity = p_entity
            and (v_page.key is null or m.id < (v_page.key[1])::bigint)
        order by m.id desc
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'merge_id');
end;
$$;

grant execute on function concerts.list_merges(text, text, integer)
to authenticated, service_role;

comment on function concerts.list_merges(text, text, integer) is
$$Return merges of an entity, newest first; for app roles admin and curator.

score is null where a curator merged; made_by is null where a job did.
Returns: {items: [{merge_id: bigint, entity: "artist" | "venue" | "show" | "song",
keep_id: bigint, drop_ids: [bigint], score: numeric | null, made_by: uuid | null,
made_at: timestamptz, undone_by: uuid | null, undone_at: timestamptz | null}], next:
text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, core.invalid_cursor,
core.invalid_page_size.
Example: {"entity": "venue"}
Budget: 100 ms.
$$;
