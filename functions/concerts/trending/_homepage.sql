-- concerts._homepage: what the homepage shows, for the cache concerts.homepage.

create or replace function concerts._homepage(p_arguments jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return case p_arguments ->> 'part'
        when 'trending' then (
            select coalesce(
                jsonb_agg(
                    to_jsonb(t) || jsonb_build_object('previous_place', d.place)
                    order by t.score desc, t.artist_id
                ),
                '[]'
            )
            from concerts._list_trending(100) as t
            left join concerts.trending_artists_distinct as d
                on t.artist_id = d.artist_id
        )
        else (
            select coalesce(
                jsonb_agg(to_jsonb(t) order by t.score desc, t.show_on, t.show_id), '[]'
            )
            from concerts._list_top_shows(100) as t
        )
    end;
end;
$$;

comment on function concerts._homepage(jsonb) is
    'Return the first 100 of {part: trending | top_shows}, with their scores.';
