-- concerts.find_duplicates: pairs of records that may be the same, with reasons.
--
-- The first page reads changed records again, so the answer is that of now. A call
-- compares up to 5,000 records and some 20,000 pairs, so a page may have few pairs and
-- still a next one.
-- Definer: the values of records are not for callers.

create or replace function concerts.find_duplicates(
    p_entity text,
    p_threshold double precision default 0.8,
    p_after text default null,
    p_page_size integer default 50
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_records constant integer := 5000;
    c_pairs constant bigint := 20000;
    v_page constant core.page := core.read_page(
        'concerts.find_duplicates', p_after, p_page_size, '{bigint,bigint}'
    );
    v_left bigint := coalesce((v_page.key[1])::bigint, '-9223372036854775808');
    v_right bigint := coalesce((v_page.key[2])::bigint, '-9223372036854775808');
    v_step record;
    v_ids bigint[];
    v_records integer := 0;
    v_pairs bigint := 0;
    v_items jsonb := '[]'::jsonb;
    v_next text;
begin
    perform core.require_role('admin', 'curator');
    perform concerts._mergeable_table(p_entity);
    if p_threshold is null or p_threshold < 0.3 or p_threshold > 1 then
        perform core.raise_error(
            'core.invalid_argument', 'threshold is not a number from 0.3 to 1.'
        );
    end if;
    if v_page.key is null then
        perform concerts._refresh_matches(p_entity);
    end if;

    while v_records < c_records and v_pairs < c_pairs loop
        v_step := concerts._next_match_step(p_entity, v_left, c_pairs);
        v_ids := v_step.ids;
        exit when cardinality(v_ids) = 0;
        v_records := v_records + cardinality(v_ids);
        v_pairs := v_pairs + v_step.pairs;
        v_items := v_items || (
            select coalesce(jsonb_agg(to_jsonb(f) order by f.left_id, f.right_id), '[]')
            from (
                select s.*
                from concerts._score_pairs(
                    p_entity, v_ids[1], v_ids[cardinality(v_ids)], p_threshold
                ) as s
                where (s.left_id, s.right_id) > (v_left, v_right)
                order by s.left_id, s.right_id
                limit v_page.size + 1
            ) as f
        );
        exit when jsonb_array_length(v_items) > v_page.size;
        v_left := v_ids[cardinality(v_ids)] + 1;
        v_right := '-9223372036854775808'::bigint;
    end loop;

    if jsonb_array_length(v_items) <= v_page.size and cardinality(v_ids) > 0 then
        v_next := core.write_cursor(
            'concerts.find_duplicates', array[v_left::text, v_right::text]
        );
        return jsonb_build_object('items', v_items, 'next', v_next);
    end if;
    v_items := (
        select coalesce(jsonb_agg(i.item order by i.place), '[]')
        from jsonb_array_elements(v_items) with ordinality as i (item, place)
        where i.place <= v_page.size + 1
    );
    return core.write_page(v_page, v_items, 'left_id', 'right_id');
end;
$$;

grant execute on function
concerts.find_duplicates(text, double precision, text, integer)
to authenticated, service_role;

comment on function concerts.find_duplicates(text, double precision, text, integer) is
$$Return pairs of records of an entity (artist, venue, song, show) that may be the same;
for app roles admin and curator.

They are in the order of the ids. features has the fields that were compared; left or
right is null where a record has none. score is the mean of the similarities by weight,
times the least factor. A page may be short, or empty, and have a next one.
Returns: {items: [{left_id: bigint, right_id: bigint, score: numeric, features: {[text]:
{left: text | null, right: text | null, weight: numeric, similarity: numeric, factor:
numeric}}}], next: text | null}
Units: threshold and score from 0 to 1, threshold at least 0.3; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, core.invalid_cursor,
core.invalid_page_size.
Example: {"entity": "artist", "threshold": 0.8}
Budget: 5000 ms.
$$;
