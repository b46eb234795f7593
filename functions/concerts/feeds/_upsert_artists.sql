-- concerts._upsert_artists: rows of a source become artists.
--
-- Rows are {external_id, name, genres, image_url, popularity, links, fields}. What is
-- absent, or curated, stays. Artists are written in the order of their ids.

create or replace function concerts._upsert_artists(p_source text, p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows jsonb := concerts._find_artists(p_source, p_rows);
    v_inserted bigint;
    v_updated bigint;
begin
    insert into concerts.artists (id, name)
    overriding system value
    select r.record_id, min(r.name)
    from jsonb_to_recordset(v_rows) as r (record_id bigint, name text, is_new boolean)
    where r.is_new
    group by r.record_id
    order by r.record_id;
    get diagnostics v_inserted = row_count;

    perform concerts._keep_ids(p_source, 'artist', v_rows);
    insert into concerts.external_ids (source, entity, external_id, record_id, seen_at)
    select
        l.key, 'artist', l.value, min(r.record_id),
        date_trunc('hour', core.now(), 'UTC')
    from jsonb_to_recordset(v_rows) as r (record_id bigint, links jsonb)
    cross join lateral jsonb_each_text(r.links) as l
    group by l.key, l.value
    order by l.key, l.value
    on conflict (source, entity, external_id) do nothing;

    with given as (
        select r.*
        from jsonb_to_recordset(v_rows) as r (
            record_id bigint, external_id text, name text, genres text[],
            image_url text, popularity integer, is_new boolean
        )
        where r.external_id = concerts._first_id(p_source, 'artist', r.record_id)
    ),

    said as (
        select
            a.id,
            case
                when 'name' = any(a.curated_columns) or o.is_owner is false then a.name
                else g.name
            end as name,
            case
                when p_source = 'ticketmaster'
                    and g.external_id not like 'name:%'
                    and length(g.external_id) <= 100
                    then coalesce(a.ticketmaster_id, g.external_id)
                else a.ticketmaster_id
            end as ticketmaster_id,
            case
                when 'genres' = any(a.curated_columns)
                    or coalesce(cardinality(g.genres), 0) = 0
                    or (o.is_picture_owner is false and cardinality(a.genres) > 0)
                    then a.genres
                else g.genres[: 50]
            end as genres,
            case
                when 'image_url' = any(a.curated_columns)
                    or (o.is_picture_owner is false and a.image_url is not null)
                    then a.image_url
                else coalesce(g.image_url, a.image_url)
            end as image_url,
            case
                when 'popularity' = any(a.curated_columns) then a.popularity
                else coalesce(g.popularity, a.popularity)
            end as popularity,
            g.is_new
        from given as g
        inner join concerts.artists as a on g.record_id = a.id
        cross join lateral (
            select
                concerts._owns_field('name', p_source, 'artist', a.id) as is_owner,
                concerts._owns_field('picture', p_source, 'artist', a.id)
                    as is_picture_owner
        ) as o
        order by a.id
        for update of a
    ),

    changed as (
        update concerts.artists as a
        set
            name = s.name,
            ticketmaster_id = s.ticketmaster_id,
            genres = s.genres,
            image_url = s.image_url,
            popularity = s.popularity
        from said as s
        where
            a.id = s.id
            and (a.name, a.ticketmaster_id, a.genres, a.image_url, a.popularity)
            is distinct from
            (s.name, s.ticketmaster_id, s.genres, s.image_url, s.popularity)
        returning s.is_new
    )

    select count(*) filter (where not c.is_new) into v_updated from changed as c;
    return jsonb_build_object(
        'artists_inserted', v_inserted, 'artists_updated', v_updated
    );
end;
$$;

comment on function concerts._upsert_artists(text, jsonb) is
    'Return {artists_inserted, artists_updated}.';
