-- The way back from 0011.
drop table commerce.sync_runs;
drop table commerce.sync_conflicts;
drop table commerce.sync_policies;
drop table commerce.sync_records;
drop table commerce.sync_sources;

delete from core.webhook_secrets where source like '%.%';
delete from core.webhook_receipts where source like '%.%';
delete from core.webhook_sources where name like '%.%';
alter table core.webhook_sources drop constraint webhook_sources_name_check;
alter table core.webhook_sources add constraint webhook_sources_name_check
check (name ~ '^[a-z][a-z0-9_-]{0,62}$');
