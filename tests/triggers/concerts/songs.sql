-- Proves triggers/concerts/songs.sql.j2.
begin;
select plan(5);

-- Given: one row that came, changed and went.
select tests.small_tour();
insert into concerts.songs (id, artist_id, title) overriding system value
values (1, 1001, 'A');
update concerts.songs
set title = 'B'
where id = 1;
delete from concerts.songs
where id = 1;

select * from tests.is_audited('concerts.songs', '1', '{"title": "A"}');
select triggers_are(
    'concerts', 'songs',
    array[
        't10_stamp',
        't10_touch',
        't80_audit_insert',
        't80_audit_update',
        't80_audit_delete',
        't80_audit_truncate'
    ],
    'songs has exactly these triggers'
);

select * from finish();
rollback;
