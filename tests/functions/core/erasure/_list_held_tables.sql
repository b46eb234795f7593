-- Proves functions/core/erasure/_list_held_tables.sql.
begin;
select plan(3);

select is(core._list_held_tables('user'), '{}', 'without a hold no table is held');
do $$
begin
    perform core.place_legal_hold('core.audit_entries', 'A claim.');
    perform core.place_legal_hold('core.notifications', 'A claim.');
    perform core.place_legal_hold('core.events', 'A claim.');
end;
$$;
select is(
    core._list_held_tables('user'), '{core.audit_entries, core.notifications}',
    'tables with data of the kind are, and the trail'
);
select is(
    core._list_held_tables('core.t'), '{core.audit_entries}', 'for every kind'
);

select * from finish();
rollback;
