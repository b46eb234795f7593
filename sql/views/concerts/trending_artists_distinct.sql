-- concerts.trending_artists_distinct: the ranking of the last night, each name once.
--
-- Duplicates that no merge has united yet share a name: the first of them stands for
-- all. core.refresh_view refreshes it at night; today's list compares its places with
-- these.
-- depends: functions/concerts/_list_trending

create materialized view concerts.trending_artists_distinct
as
select
    d.artist_id,
    d.name,
    d.score,
    d.votes,
    d.next_show_on,
    row_number() over (order by d.score desc, d.artist_id asc) as place
from (
    select distinct on (lower(t.name))
        t.artist_id,
        t.name,
        t.score,
        t.votes,
        t.next_show_on
    from concerts._list_trending(1000) as t
    order by lower(t.name) asc, t.score desc, t.artist_id asc
) as d
order by place;

-- Without it a refresh would lock out readers.
create unique index trending_artists_distinct_artist_id_idx
on concerts.trending_artists_distinct (artist_id);

comment on materialized view concerts.trending_artists_distinct is
    'Trending artists as of the last refresh; places from 1.';
