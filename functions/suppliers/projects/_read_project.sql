-- suppliers._read_project: put what a caller sends of a project over what is stored;
-- raises if a field is invalid.

create or replace function suppliers._read_project(
    p_project suppliers.projects, p_fields jsonb
)
    returns suppliers.projects
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_key constant text := 'suppliers.invalid_project';
    v_fields constant jsonb := core.read_json('project', p_fields, 'object', 30000, c_key);
    v_read jsonb;
    v_metadata jsonb;
    v_project suppliers.projects := p_project;
begin
    v_read := core.read_records(
        'project', jsonb_build_array(v_fields - 'metadata'),
        '{"name": "text", "status": "text", "calendar": "text", "timezone": "text",
        "starts_on": "date"}',
        1, 'project', c_key, c_key, '{}'
    ) -> 0;

    v_project.name := core.read_text(
        'name', coalesce(v_read ->> 'name', p_project.name), 1, 200, c_key
    );
    v_project.starts_on := core.read_date(
        'starts_on', coalesce((v_read ->> 'starts_on')::date, p_project.starts_on), c_key
    );
    v_project.status := coalesce(v_read ->> 'status', p_project.status, 'active');
    if v_project.status not in ('active', 'closed') then
        perform core.raise_error(c_key, 'status is not active or closed.');
    end if;
    v_project.timezone := suppliers._read_timezone(
        coalesce(v_read ->> 'timezone', p_project.timezone, 'UTC'), c_key
    );
    if v_read ->> 'calendar' is not null or p_project.calendar_id is null then
        v_project.calendar_id := (
            suppliers._find_calendar(coalesce(v_read ->> 'calendar', 'STANDARD'))
        ).id;
    end if;
    v_metadata := core.read_json(
        'metadata', v_fields -> 'metadata', 'object', 10000, c_key
    );
    v_project.metadata := coalesce(v_metadata, p_project.metadata, '{}');
    return v_project;
end;
$$;

comment on function suppliers._read_project(suppliers.projects, jsonb) is
$$A project with the fields that were sent: name, starts_on, status, timezone, calendar,
metadata; null leaves a value, and a new project has defaults.

Errors: PT422 suppliers.invalid_project, PT404 suppliers.unknown_calendar.
$$;
