-- concerts._upsert_shows: rows of a source become shows.
--
-- Rows are {external_id, artist, venue, show_on, starts_at, timezone, status, title,
-- url}; artist and venue are ids of the source. A show that no id leads to any more is
-- marked rescheduled: nothing is deleted.

create or replace function concerts._upsert_shows(p_source text, p_rows jsonb)
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_before constant bigint[] := array(
        select e.record_id
        from jsonb_to_recordset(p_rows) as r (external_id text)
        inner join concerts.external_ids as e
            on e.source = p_source and e.entity = 'show'
            and r.external_id = e.external_id
    );
    v_rows jsonb;
    v_inserted bigint;
    v_updated bigint;
begin
    v_rows := concerts._place_shows(p_source, p_rows);
    insert into concerts.shows (id, artist_id, venue_id, show_on, timezone)
    overriding system value
    select
        r.record_id, min(r.artist_id), min(r.venue_id), min(r.show_on),
        coalesce(min(r.timezone), min(v.timezone), 'UTC')
    from jsonb_to_recordset(v_rows) as r (
        record_id bigint, artist_id bigint, venue_id bigint, show_on date,
        timezone text, is_new boolean
    )
    left join concerts.venues as v on r.venue_id = v.id
    where r.is_new
    group by r.record_id
    order by r.record_id;
    get diagnostics v_inserted = row_count;
    perform concerts._keep_ids(p_source, 'show', v_rows);

    with touched as (
        select
            r.record_id,
            bool_or(r.is_new) as is_new,
            concerts._first_id(p_source, 'show', r.record_id) as first_id
        from jsonb_to_recordset(v_rows) as r (record_id bigint, is_new boolean)
        group by r.record_id
        union all
        select b.id, false, null
        from (select distinct b.id from unnest(v_before) as b (id)) as b
        where not exists (
            select
            from concerts.external_ids as e
            where e.entity = 'show' and e.record_id = b.id
        )
    ),

    said as (
        select
            s.id,
            t.is_new,
            case
                when 'starts_at' = any(s.curated_columns) then s.starts_at
                else coalesce((e.said ->> 'starts_at')::timestamptz, s.starts_at)
            end as starts_at,
            case
                when 'timezone' = any(s.curated_columns) then s.timezone
                else coalesce(e.said ->> 'timezone', s.timezone)
            end as timezone,
            case
                when 'status' = any(s.curated_columns) then s.status
                when t.first_id is null and s.status = 'scheduled' then 'rescheduled'
                else coalesce(e.said ->> 'status', s.status)
            end as status,
            case
                when 'title' = any(s.curated_columns) then s.title
                else coalesce(e.said ->> 'title', s.title)
            end as title,
            case
                when 'url' = any(s.curated_columns) then s.url
                else coalesce(e.said ->> 'url', s.url)
            end as url
        from touched as t
        inner join concerts.shows as s on t.record_id = s.id
        left join concerts.external_ids as e
            on e.source = p_source and e.entity = 'show' and t.first_id = e.external_id
        where t.first_id is null or concerts._owns_field('name', p_source, 'show', s.id)
        order by s.id
        for update of s
    ),

    changed as (
        update concerts.shows as s
        set
            starts_at = n.starts_at,
            timezone = n.timezone,
            status = n.status,
            title = n.title,
            url = n.url
        from said as n
        where
            s.id = n.id
            and (s.starts_at, s.timezone, s.status, s.title, s.url)
            is distinct from (n.starts_at, n.timezone, n.status, n.title, n.url)
        returning n.is_new
    )

    select count(*) filter (where not c.is_new) into v_updated from changed as c;
    return jsonb_build_object(
        'shows_inserted', v_inserted,
        'shows_updated', v_updated,
        'shows_moved', (
            select count(distinct r.record_id)
            from jsonb_to_recordset(v_rows) as r (record_id bigint, is_moved boolean)
            where r.is_moved
        ),
        'undated', (
            select count(distinct r.external_id)
            from jsonb_to_recordset(p_rows) as r (external_id text, show_on date)
            where
                r.show_on is null
                and not exists (
                    select
                    from jsonb_to_recordset(v_rows) as k (external_id text)
                    where k.external_id = r.external_id
                )
        )
    );
end;
$$;

comment on function concerts._upsert_shows(text, jsonb) is
    'Return {shows_inserted, shows_updated, shows_moved, undated}.';
