-- Proves policies/core/legal_holds.sql.j2.
begin;
select plan(5);

-- Given: one hold.
insert into core.legal_holds (held_table, reason, placed_at)
values ('core.events', 'A claim.', now());

select * from tests.is_read_by('core.legal_holds', 'service_role, app_reader');

select * from finish();
rollback;
