-- Rendered from sql/seeds/concerts/invariants.sql.j2; edit that file, not this one.
-- Seeds of core.invariants: rules of concerts that only a bug can break.

insert into core.invariants (name, module, query, repair)
values
(
    'concerts.redirects_end',
    'concerts',
    $$
    with record as (
        select 'artist' as entity, a.id from concerts.artists as a
        union all
        select 'venue', v.id from concerts.venues as v
        union all
        select 'show', h.id from concerts.shows as h
        union all
        select 'song', s.id from concerts.songs as s
        union all
        select 'setlist', l.id from concerts.setlists as l
        union all
        select 'setlist_song', s.id from concerts.setlist_songs as s
    )

    select r.entity, r.from_id, r.to_id
    from concerts.redirects as r
    where
        not exists (
            select from record as n where n.entity = r.entity and n.id = r.to_id
        )
        or exists (
            select from record as n where n.entity = r.entity and n.id = r.from_id
        )
    $$,
    'Undo the merge that made the redirect, or let to_id be the record that is there.'
),
(
    'concerts.external_ids_have_records',
    'concerts',
    $$
    select e.source, e.entity, e.external_id, e.record_id
    from concerts.external_ids as e
    where
        not case e.entity
            when 'artist'
                then exists (select from concerts.artists as a where a.id = e.record_id)
            when 'venue'
                then exists (select from concerts.venues as v where v.id = e.record_id)
            when 'show'
                then exists (select from concerts.shows as h where h.id = e.record_id)
            when 'song'
                then exists (select from concerts.songs as s where s.id = e.record_id)
            when 'setlist'
                then exists (select from concerts.setlists as l where l.id = e.record_id)
            else false
        end
    $$,
    'Delete the row: the next run of its feed finds the record again.'
),
(
    'concerts.names_are_unique',
    'concerts',
    $$
    select 'artist' as entity, array_agg(a.id order by a.id) as ids
    from concerts.artists as a
    where a.ticketmaster_id is not null
    group by lower(a.name), a.ticketmaster_id
    having count(*) > 1
    union all
    select 'show', array_agg(h.id order by h.id)
    from concerts.shows as h
    group by h.artist_id, h.venue_id, h.show_on
    having count(*) > 1
    $$,
    'Merge them (merge_records), then reindex the unique index that let them in.'
),
(
    'concerts.counters_equal_votes',
    'concerts',
    $$
    select
        coalesce(c.setlist_song_id, v.setlist_song_id) as setlist_song_id,
        coalesce(c.shard, v.shard) as shard, c.votes as counted, v.votes
    from concerts.vote_counts as c
    full join (
        select
            s.setlist_song_id, concerts._vote_shard(s.user_id) as shard, count(*) as votes
        from concerts.votes as s
        group by 1, 2
    ) as v on c.setlist_song_id = v.setlist_song_id and c.shard = v.shard
    where coalesce(c.votes, 0) <> coalesce(v.votes, 0)
    $$,
    'Count again: select concerts._mend_vote_counts(array[setlist_song_id]).'
),
(
    'concerts.heats_equal_votes',
    'concerts',
    $$
    select coalesce(a.artist_id, v.artist_id) as artist_id, a.votes as counted, v.votes
    from concerts.artist_heats as a
    full join (
        select h.artist_id, count(*) as votes
        from concerts.votes as o
        inner join concerts.setlist_songs as s on o.setlist_song_id = s.id
        inner join concerts.setlists as l on s.setlist_id = l.id
        inner join concerts.shows as h on l.show_id = h.id
        group by h.artist_id
    ) as v on a.artist_id = v.artist_id
    where
        coalesce(a.votes, 0) <> coalesce(v.votes, 0)
        and not exists (select from concerts.vote_changes as c)
    $$,
    'Compute them again: select concerts.rebuild_heats().'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair
where
    (
        invariants.module,
        invariants.query,
        invariants.repair
    )
    is distinct from (
        excluded.module,
        excluded.query,
        excluded.repair
    );
