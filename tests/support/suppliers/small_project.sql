-- tests.small_project: two projects, three suppliers and their tasks. Made once.
--
-- Project PEN (2001, managed by mia) has four templates: mould (tooling) before sample
-- (samples) before run (production), and paint, which depends on nothing and needs the
-- capability painting. Suppliers ACME (3001, sam) and BOLT (3002, sue) work for it.
-- Project CUP (2002, managed by noa) has one template; supplier CLIP (3003, sol) works
-- for it. Dates are in 2099, so they are in the future; the clock is left alone.

create or replace function tests.small_project()
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := core.now();
    v_calendar constant bigint := (
        select c.id from suppliers.calendars as c where c.code = 'STANDARD'
    );
begin
    if exists (select from suppliers.projects as p where p.code = 'PEN') then
        return;
    end if;
    -- No two kinds of row share an id, so a policy that compares the wrong one shows.
    insert into suppliers.projects (
        id, code, name, calendar_id, starts_on, created_at, updated_at
    )
    overriding system value
    values
    (2001, 'PEN', 'Pen', v_calendar, '2099-01-05', v_now, v_now),
    (2002, 'CUP', 'Cup', v_calendar, '2099-01-05', v_now, v_now);
    insert into suppliers.project_managers (project_id, user_id)
    values (2001, tests.user('mia')), (2002, tests.user('noa'));
    insert into suppliers.suppliers (id, code, name, created_at, updated_at)
    overriding system value
    values
    (3001, 'ACME', 'Acme', v_now, v_now),
    (3002, 'BOLT', 'Bolt', v_now, v_now),
    (3003, 'CLIP', 'Clip', v_now, v_now);
    insert into suppliers.supplier_users (supplier_id, user_id)
    values
    (3001, tests.user('sam')), (3002, tests.user('sue')), (3003, tests.user('sol'));
    insert into suppliers.contacts (supplier_id, name, email)
    select s.id, 'Pat', 'pat@example.invalid' from suppliers.suppliers as s
    where s.id between 3001 and 3003;
    insert into suppliers.capabilities (code, name, is_certified)
    values ('painting', 'Painting', false), ('welding', 'Welding', true);
    insert into suppliers.supplier_capabilities (
        supplier_id, capability_code, valid_from_on
    )
    select s.id, 'painting', '2020-01-01' from suppliers.suppliers as s
    where s.id between 3001 and 3003;
    insert into suppliers.certificates (
        supplier_id, capability_code, number, valid_from_on, valid_until_on
    )
    select s.id, 'welding', 'W-' || s.id, '2020-01-01', '2098-12-31'
    from suppliers.suppliers as s
    where s.id between 3001 and 3003
    order by s.id;
    insert into suppliers.holidays (calendar_id, holiday_on, name)
    values (v_calendar, '2099-01-06', 'Epiphany');

    perform suppliers.set_task_templates(
        2001,
        '[{"code": "mould", "title": "Mould", "canonical_due": "2099-01-09",
           "duration_days": 4, "phase": "tooling"},
          {"code": "sample", "title": "Sample", "canonical_due": "2099-01-16",
           "duration_days": 2, "phase": "samples"},
          {"code": "run", "title": "Run", "canonical_due": "2099-01-30",
           "duration_days": 5, "phase": "production"},
          {"code": "paint", "title": "Paint", "canonical_due": "2099-01-12",
           "capability": "painting"}]',
        '[{"template": "run", "after": "sample", "lag_days": 2}]'
    );
    perform suppliers.set_task_templates(
        2002, '[{"code": "cup", "title": "Cup", "canonical_due": "2099-02-02"},
            {"code": "lid", "title": "Lid", "canonical_due": "2099-02-03"}]',
        '[{"template": "lid", "after": "cup"}]'
    );
    perform suppliers.add_supplier_to_project(2001, 3001);
    perform suppliers.add_supplier_to_project(2001, 3002);
    perform suppliers.add_supplier_to_project(2002, 3003);
end;
$$;
