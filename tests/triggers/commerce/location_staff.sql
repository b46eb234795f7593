-- Proves triggers/commerce/location_staff.sql.j2.
begin;
select plan(2);

-- Given: a user who works at one location, then at another, then at none.
select tests.small_stock();
insert into commerce.location_staff (location_id, user_id)
select
    l.id,
    tests.user('eve') as user_id
from commerce.locations as l
where l.code = 'MAIN';
update commerce.location_staff
set location_id = l.id
from commerce.locations as l
where l.code = 'SHOP' and user_id = tests.user('eve');
delete from commerce.location_staff
where user_id = tests.user('eve');

select is(
    (
        select array_agg(e.operation order by e.id)
        from core.audit_entries as e
        where
            e.table_name = 'commerce.location_staff'
            and strpos(e.row_id, tests.user('eve')::text) > 0
    ),
    array['insert', 'delete', 'insert', 'delete'],
    'a move to another location is an entry for each of the two'
);
select triggers_are(
    'commerce', 'location_staff',
    array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete',
        't80_audit_truncate'
    ],
    'location_staff has exactly these triggers'
);

select * from finish();
rollback;
