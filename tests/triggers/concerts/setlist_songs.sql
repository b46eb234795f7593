-- Proves triggers/concerts/setlist_songs.sql.j2.
begin;
select plan(5);

-- Given: one row that came, changed and went.
select tests.small_tour();
insert into concerts.setlist_songs (id, setlist_id, song_id, place)
overriding system value values (1, 5001, 3001, 9);
update concerts.setlist_songs
set info = 'B'
where id = 1;
delete from concerts.setlist_songs
where id = 1;

select * from tests.is_audited('concerts.setlist_songs', '1', '{"info": null}');
select triggers_are(
    'concerts', 'setlist_songs',
    array[
        't20_lock_merging',
        't20_refuse_delete',
        't30_end_redirects',
        't30_mend_heats',
        't80_audit_insert',
        't80_audit_update',
        't80_audit_delete',
        't80_audit_truncate'
    ],
    'setlist_songs has exactly these triggers'
);

select * from finish();
rollback;
