-- suppliers.validate_task_change: all faults of a change, without making it.
--
-- Definer: it reads what the changes read, after the same check of rights.

create or replace function suppliers.validate_task_change(
    p_task_id bigint, p_change jsonb
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_change constant jsonb := core.read_records(
        'change',
        '[]'::jsonb || core.read_json('change', p_change, 'object'),
        '{"status": "text", "due_on": "date"}',
        1, 'Change', 'core.invalid_argument', 'core.invalid_argument',
        '{force, note, reason}'
    ) -> 0;
    v_key text;
begin
    perform suppliers._require_task(p_task_id);
    foreach v_key in array array['note', 'reason']
    loop
        if jsonb_typeof(v_change -> v_key) not in ('string', 'null') then
            perform core.raise_error(
                'core.invalid_argument', v_key || ' is not a text.'
            );
        end if;
        perform core.read_text(v_key, v_change ->> v_key, 0, 500);
    end loop;
    if coalesce(jsonb_typeof(v_change -> 'force'), 'boolean') <> 'boolean' then
        perform core.raise_error('core.invalid_argument', 'force is not a boolean.');
    end if;
    if v_change ->> 'status' is null and v_change ->> 'due_on' is null then
        perform core.raise_error(
            'core.invalid_argument', 'change has neither status nor due_on.'
        );
    end if;
    if v_change ->> 'status' is not null then
        perform suppliers._read_status(v_change ->> 'status');
    end if;
    return suppliers._task_faults(p_task_id, jsonb_strip_nulls(v_change));
end;
$$;

grant execute on function suppliers.validate_task_change(bigint, jsonb)
to authenticated, service_role;

comment on function suppliers.validate_task_change(bigint, jsonb) is
$$Every fault of a change of a task, the gravest first; [] is none.

status, note and force are as for update_task_status, due_on and reason as for
update_task_due; code is the error that the change would raise, field the argument.
Nothing is changed.
Takes: {change: {status?: get_task.status | null, note?: text | null, force?: boolean,
due_on?: date | null, reason?: text | null}}
Returns: [{field: text, code: text, message: text, severity: "error"}]
Errors: PT404 suppliers.unknown_task, PT422 core.invalid_argument.
Example: {"task_id": 1, "change": {"status": "done"}}
Budget: 200 ms.
$$;
