-- concerts.tg_setlist_songs__end_redirects: old ids of a song that is taken out lead
-- nowhere, as its own id does.
--
-- A merge moves them to the song that stays before it drops the other one. Definer: no
-- role may write the redirects.

create or replace function concerts.tg_setlist_songs__end_redirects()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from concerts.redirects as r
    using old_rows as o
    where r.entity = 'setlist_song' and r.to_id = o.id;
    return null;
end;
$$;

comment on function concerts.tg_setlist_songs__end_redirects() is
    'Delete the redirects to the songs that a statement deleted.';
