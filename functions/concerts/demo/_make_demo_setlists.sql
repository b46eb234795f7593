-- concerts._make_demo_setlists: wished and played setlists of some shows of the demo.
--
-- A show that is over has a played one; one that comes, or was in the last 30 days, a
-- wished one. Songs and their order follow from a fixed seed, so they are made up, too.

create or replace function concerts._make_demo_setlists(
    p_show_ids bigint[], p_today date
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into concerts.setlists (show_id, kind, source_version, created_at)
    select
        h.id, k.kind, 'demo 1',
        case k.kind
            when 'played' then h.starts_at + interval '1 day'
            else least(core.now(), h.closes_at) - interval '15 days'
        end
    from concerts.shows as h
    cross join (values ('wished'), ('played')) as k (kind)
    where
        h.id = any(p_show_ids)
        and case k.kind
            when 'played' then h.show_on < p_today
            else h.show_on > p_today - 30
        end
    order by h.id, k.kind;

    insert into concerts.setlist_songs (setlist_id, song_id, place, encore)
    select
        s.setlist_id, s.song_id, s.place,
        (s.kind = 'played' and s.place > s.songs - s.songs / 4)::integer
    from (
        select
            l.id as setlist_id,
            l.kind,
            o.id as song_id,
            count(*) over (partition by l.id) as songs,
            row_number() over (
                partition by l.id
                order by concerts._demo_share(r.seed || d.title), d.title collate "C"
            ) as place,
            8 + floor(3 * concerts._demo_share(r.seed)) as wanted
        from concerts.setlists as l
        inner join concerts.shows as h on l.show_id = h.id
        inner join concerts.songs as o on h.artist_id = o.artist_id
        inner join concerts.artists as a on h.artist_id = a.id
        inner join concerts._list_demo_songs() as d
            on lower(a.name) = lower(d.artist) and lower(o.title) = lower(d.title)
        cross join lateral (
            select concat_ws('/', l.kind, h.title, h.show_on - p_today, '') as seed
        ) as r
        where l.show_id = any(p_show_ids)
    ) as s
    where s.kind = 'played' or s.place <= s.wanted
    order by s.setlist_id, s.place;
end;
$$;

comment on function concerts._make_demo_setlists(bigint[], date) is
    'Wished ones have 8 to 10 songs, played ones all of the artist in the demo.';
