-- Proves triggers/concerts/shows.sql.j2.
begin;
select plan(5);

-- Given: one row that came, changed and went.
select tests.small_tour();
insert into concerts.shows (id, artist_id, show_on) overriding system value
values (1, 1001, '2099-01-01');
update concerts.shows
set title = 'B'
where id = 1;
delete from concerts.shows
where id = 1;

select * from tests.is_audited('concerts.shows', '1', '{"title": null}');
select triggers_are(
    'concerts', 'shows',
    array[
        't10_close',
        't10_mark_curated',
        't10_stamp',
        't10_touch',
        't20_lock_merging',
        't30_mend_heats',
        't70_index_search_insert',
        't70_index_search_update',
        't70_index_search_delete',
        't80_audit_insert',
        't80_audit_update',
        't80_audit_delete',
        't80_audit_truncate'
    ],
    'shows has exactly these triggers'
);

select * from finish();
rollback;
