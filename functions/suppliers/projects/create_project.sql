-- suppliers.create_project: create a project; a project manager manages it.
--
-- Definer: no role may write the tables.

create or replace function suppliers.create_project(
    p_code text,
    p_name text,
    p_starts_on date,
    p_calendar text default 'STANDARD',
    p_timezone text default 'UTC',
    p_metadata jsonb default '{}',
    p_idempotency_key text default null
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.require_role('admin', 'project_manager');
    return core.answer_once(
        'suppliers._create_project',
        p_idempotency_key,
        jsonb_build_object(
            'code', suppliers._read_code(p_code, 'suppliers.invalid_project'),
            'project', jsonb_build_object(
                'name', core.read_text(
                    'name', p_name, 1, 200, 'suppliers.invalid_project'
                ),
                'starts_on', core.read_date(
                    'starts_on', p_starts_on, 'suppliers.invalid_project'
                ),
                'calendar', p_calendar,
                'timezone', p_timezone,
                'metadata', core.read_json(
                    'metadata', p_metadata, 'object', 10000, 'suppliers.invalid_project'
                )
            )
        )
    );
end;
$$;

grant execute on function suppliers.create_project(
    text, text, date, text, text, jsonb, text
) to authenticated, service_role;

comment on function suppliers.create_project(
    text, text, date, text, text, jsonb, text
) is
$$Create a project; for app roles admin and project_manager.

A project manager who creates it manages it; set_project_managers adds others. Its tasks
come from set_task_templates and add_supplier_to_project. timezone: where its days begin
and end. metadata: an object of the caller's own.
Takes: {metadata: {[text]: jsonb}}
Returns: {id: bigint, code: text, name: text, status: "active" | "closed", calendar:
text, timezone: text, starts_on: date, metadata: {[text]: jsonb}, version: bigint,
created_at: timestamptz, updated_at: timestamptz, managers: [uuid]}
Units: starts_on YYYY-MM-DD; code is up to 40 upper-case letters, digits, points and
hyphens; metadata has up to 10,000 bytes.
Errors: PT403 core.not_permitted, PT404 suppliers.unknown_calendar, PT409
suppliers.code_taken, PT409 core.idempotency_key_in_use, PT422
suppliers.invalid_project, PT422 core.idempotency_key_reused, PT422
core.invalid_argument.
Example: {"code": "LAMP", "name": "A lamp", "starts_on": "2027-01-04", "timezone":
"Asia/Manila", "idempotency_key": "lamp-1"}
Budget: 200 ms.
$$;
