-- concerts.search_concerts: artists, venues and shows by words.
--
-- Definer: the documents are not for callers.

create or replace function concerts.search_concerts(
    p_query text, p_page_size integer default 20
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_folded constant text := concerts._fold_text(
        core.read_text('query', p_query, 1, 200)
    );
begin
    perform core.read_number('page_size', p_page_size, 1, 100, 'core.invalid_page_size');
    return jsonb_build_object('items', (
        select coalesce(
            jsonb_agg(
                jsonb_build_object(
                    'entity', d.entity, 'id', d.record_id,
                    'score', round(d.score::numeric, 4)
                ) || r.shown
                order by d.score desc, r.weight desc, d.entity, d.record_id
            ),
            '[]'
        )
        from concerts._find_documents(v_folded, p_page_size) as d
        cross join lateral concerts._show_found(d.entity, d.record_id) as r
    ));
end;
$$;

grant execute on function concerts.search_concerts(text, integer)
to anon, authenticated, service_role;

comment on function concerts.search_concerts(text, integer) is
$$Return artists, venues and shows that are most like a search, the best first.

Typing errors, accents and the order of words do not matter, in any script; a show is
found by artist, venue, city and year, and its name is that of the artist. score is 1 if
nothing differs.
Returns: {items: [{entity: "artist", id: bigint, score: numeric, name: text, popularity:
integer | null, image_url: text | null} | {entity: "venue", id: bigint, score: numeric,
name: text, city: text | null, country: text | null} | {entity: "show", id: bigint,
score: numeric, name: text, venue: text | null, show_on: date, status: "scheduled" |
"postponed" | "rescheduled" | "cancelled"}]}
Units: query up to 200 characters; page_size from 1 to 100.
Errors: PT422 core.invalid_argument, core.invalid_page_size.
Example: {"query": "alto manilla"}
Budget: 200 ms.
$$;
