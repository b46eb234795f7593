-- Proves functions/suppliers/projects/_check_supplier.sql.
begin;
select plan(4);

-- Given: the small project.
select tests.small_project();

create function pg_temp.calendar(p_supplier_id bigint) returns text language sql as $$
    select c.code
    from suppliers.projects as p
    cross join lateral suppliers._check_supplier(p, p_supplier_id) as c
    where p.id = 2001
$$;

select is(pg_temp.calendar(3003), 'STANDARD', 'the calendar is that of the project');
insert into suppliers.calendars (code, name, created_at, updated_at)
values ('OTHER', 'Other', now(), now());
update suppliers.suppliers
set
    calendar_id = (
        select c.id from suppliers.calendars as c
        where c.code = 'OTHER'
    )
where id = 3003;
select is(pg_temp.calendar(3003), 'OTHER', 'unless the supplier has its own');
update suppliers.supplier_capabilities set valid_until_on = '2020-12-31'
where supplier_id = 3003;
select is(
    tests.refusal('select pg_temp.calendar(3003)') - 'hint',
    '{"code": "PT422", "key": "suppliers.not_capable",
      "detail": "Supplier CLIP lacks: painting."}',
    'what the templates require it must have today'
);
update suppliers.suppliers set is_active = false
where id = 3003;
select is(
    array[
        tests.why('select pg_temp.calendar(3003)'),
        tests.why('select pg_temp.calendar(1)'),
        tests.why('select pg_temp.calendar(null)')
    ],
    array_fill('PT404 suppliers.unknown_supplier'::text, array[3]),
    'one that is switched off is unknown'
);

select * from finish();
rollback;
