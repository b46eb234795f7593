-- Proves triggers/concerts/venues.sql.j2.
begin;
select plan(5);

-- Given: one row that came, changed and went.
insert into concerts.venues (id, name) overriding system value values (1, 'A');
update concerts.venues
set name = 'B'
where id = 1;
delete from concerts.venues
where id = 1;

select * from tests.is_audited('concerts.venues', '1', '{"name": "A"}');
select triggers_are(
    'concerts', 'venues',
    array[
        't10_check_zone',
        't10_mark_curated',
        't10_stamp',
        't10_touch',
        't70_index_search_insert',
        't70_index_search_update',
        't70_index_search_delete',
        't80_audit_insert',
        't80_audit_update',
        't80_audit_delete',
        't80_audit_truncate'
    ],
    'venues has exactly these triggers'
);

select * from finish();
rollback;
