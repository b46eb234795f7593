-- concerts.list_duplicate_candidates: the pairs that wait for a curator, the most
-- similar first.
--
-- Definer: callers have no right on the table.

create or replace function concerts.list_duplicate_candidates(
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
        'concerts.list_duplicate_candidates', p_after, p_page_size,
        '{double precision,bigint}'
    );
    v_items jsonb;
begin
    perform core.require_role('admin', 'curator');
    perform concerts._mergeable_table(p_entity);
    select jsonb_agg(to_jsonb(n) order by n.score desc, n.candidate_id)
    into v_items
    from (
        select
            c.id as candidate_id, c.entity, c.left_id, c.right_id, c.score, c.features,
            c.found_at
        from concerts.duplicate_candidates as c
        where
            c.entity = p_entity
            and c.status = 'open'
            and (
                v_page.key is null
                or (-c.score, c.id)
                > (-(v_page.key[1])::double precision, (v_page.key[2])::bigint)
            )
        order by c.score desc, c.id
        limit v_page.size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'score', 'candidate_id');
end;
$$;

grant execute on function concerts.list_duplicate_candidates(text, text, integer)
to authenticated, service_role;

comment on function concerts.list_duplicate_candidates(text, text, integer) is
$$Return pairs of an entity that the nightly job leaves to curators, the most similar
first; for app roles admin and curator.

score and features as in find_duplicates.
Returns: {items: [{candidate_id: bigint, entity: "artist" | "venue" | "show" | "song",
left_id: bigint, right_id: bigint, score: numeric, features: {[text]:
find_duplicates.items.features}, found_at: timestamptz}], next: text | null}
Units: page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, core.invalid_cursor,
core.invalid_page_size.
Example: {"entity": "artist"}
Budget: 100 ms.
$$;
