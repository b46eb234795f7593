-- Proves triggers/reading/series.sql.j2.
begin;
select plan(2);

select triggers_are(
    'reading', 'series',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete', 't80_audit_truncate'
    ],
    'series has exactly these triggers'
);
update reading.series set status = 'Finished'
where series_key = 'one-piece';
select is(
    (select old_values ->> 'status' from core.audit_entries
     where table_name = 'reading.series' and operation = 'update'),
    'Publishing', 'a correction of the catalogue is remembered'
);

select * from finish();
rollback;
