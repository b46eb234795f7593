-- Proves triggers/reading/series.sql.j2.
begin;
select plan(5);

-- Given: one row that came, changed and went.
insert into reading.series (series_key, title, type, status)
values ('t-series', 'T', 'Manga', 'Publishing');
create temporary table t_row as
select t.id::text as id from reading.series as t
where t.series_key = 't-series';
update reading.series set status = 'Finished'
where series_key = 't-series';
update reading.series set status = 'Finished'
where series_key = 't-series';
delete from reading.series
where series_key = 't-series';

select * from tests.is_audited(
    'reading.series', (select id from t_row), '{"status": "Publishing"}'
);
select triggers_are(
    'reading', 'series',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete', 't80_audit_truncate'
    ],
    'series has exactly these triggers'
);

select * from finish();
rollback;
