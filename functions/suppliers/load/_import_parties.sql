-- suppliers._import_parties: make the projects and suppliers of the loaded lines.
--
-- What is there stays as it is. Names are inserted in the order of their codes, so two
-- writers cannot deadlock.

create or replace function suppliers._import_parties()
    returns jsonb
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_projects bigint;
    v_suppliers bigint;
begin
    insert into suppliers.projects (
        code, name, calendar_id, starts_on, metadata, created_at, updated_at
    )
    select
        p.project_code, p.project_code, c.id, min(p.promised_on),
        jsonb_build_object('source', min(p.source)), core.now(), core.now()
    from suppliers._list_pending_lines() as p
    inner join suppliers.calendars as c on c.code = 'STANDARD'
    group by p.project_code, c.id
    order by p.project_code
    on conflict (code) do nothing;
    get diagnostics v_projects = row_count;

    insert into suppliers.suppliers (code, name, metadata, created_at, updated_at)
    select
        p.supplier_code, min(p.vendor collate "C"),
        jsonb_build_object('source', min(p.source)), core.now(), core.now()
    from suppliers._list_pending_lines() as p
    group by p.supplier_code
    order by p.supplier_code
    on conflict (code) do nothing;
    get diagnostics v_suppliers = row_count;

    insert into suppliers.supplier_projects as w (
        project_id, supplier_id, calendar_id, added_at
    )
    select
        j.id, s.id, coalesce(s.calendar_id, j.calendar_id),
        min(p.promised_on::timestamp at time zone j.timezone)
    from suppliers._list_pending_lines() as p
    inner join suppliers.projects as j on p.project_code = j.code
    inner join suppliers.suppliers as s on p.supplier_code = s.code
    group by j.id, s.id
    order by j.id, s.id
    on conflict (project_id, supplier_id) do update
    set removed_at = null
    where w.removed_at is not null;
    return jsonb_build_object('projects', v_projects, 'suppliers', v_suppliers);
end;
$$;

comment on function suppliers._import_parties() is
    'Make projects, suppliers and their ties; returns {projects, suppliers}, both new.';
