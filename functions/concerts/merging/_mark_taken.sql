-- concerts._mark_taken: the new values of a kept row, and which of them a curator set.
--
-- What the kept row takes from the dropped one stays what a curator has set, so feeds
-- keep it.

create or replace function concerts._mark_taken(
    p_values jsonb, p_keep jsonb, p_drop jsonb
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select p_values || coalesce(
        (
            select jsonb_build_object(
                'curated_columns', jsonb_agg(c.name order by c.name)
            )
            from (
                select k.name
                from jsonb_array_elements_text(p_keep -> 'curated_columns') as k (name)
                union
                select d.name
                from jsonb_array_elements_text(p_drop -> 'curated_columns') as d (name)
                where p_values ? d.name
            ) as c
            having p_values ?| array(
                select d.name
                from jsonb_array_elements_text(p_drop -> 'curated_columns') as d (name)
            )
        ),
        '{}'
    )
$$;

comment on function concerts._mark_taken(jsonb, jsonb, jsonb) is
    'p_values, with curated_columns where a taken value was curated.';
