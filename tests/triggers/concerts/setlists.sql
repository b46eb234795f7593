-- Proves triggers/concerts/setlists.sql.j2.
begin;
select plan(5);

-- Given: one row that came, changed and went.
select tests.small_tour();
insert into concerts.setlists (id, show_id, kind) overriding system value
values (1, 4001, 'played');
update concerts.setlists
set source_version = 'B'
where id = 1;
delete from concerts.setlists
where id = 1;

select * from tests.is_audited('concerts.setlists', '1', '{"source_version": null}');
select triggers_are(
    'concerts', 'setlists',
    array[
        't10_stamp',
        't10_touch',
        't20_lock_merging',
        't30_mend_heats',
        't80_audit_insert',
        't80_audit_update',
        't80_audit_delete',
        't80_audit_truncate'
    ],
    'setlists has exactly these triggers'
);

select * from finish();
rollback;
