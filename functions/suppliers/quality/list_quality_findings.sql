-- suppliers.list_quality_findings: what the quality rules have found and is still so.
--
-- The key of a finding names what it is about: project:1/supplier:2, supplier:3. A
-- manager sees findings of own projects, and those of a supplier that works for one.
-- Definer: callers may read none of the tables of core.

create or replace function suppliers.list_quality_findings(
    p_after text default null,
    p_page_size integer default 50,
    p_rule text default null,
    p_severity text default null
)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.list_quality_findings', p_after, p_page_size, '{bigint}'
    );
    v_is_admin constant boolean := core.can_act_as('admin');
    v_project_ids constant bigint[] := suppliers.managed_project_ids();
    v_rules text[];
    v_items jsonb;
begin
    perform core.require_role('admin', 'project_manager');
    v_rules := suppliers._read_rules(p_rule, p_severity);
    select jsonb_agg(to_jsonb(n) order by n.id desc)
    into v_items
    from (
        select
            f.id,
            f.rule,
            r.severity,
            k.project_id,
            k.supplier_ids,
            k.task_id,
            f.detail,
            r.remedy,
            f.opened_at,
            f.seen_at
        from core.data_quality_findings as f
        inner join core.data_quality_rules as r on f.rule = r.name
        cross join lateral (
            select
                substring(f.row_key from 'project:([0-9]+)')::bigint as project_id,
                substring(f.row_key from 'task:([0-9]+)')::bigint as task_id,
                array(
                    select m.ids[1]::bigint
                    from regexp_matches(f.row_key, 'supplier:([0-9]+)', 'g') as m (ids)
                ) as supplier_ids
        ) as k
        where
            f.rule = any(v_rules)
            and f.resolved_at is null
            and f.id < coalesce((v_page).key[1]::bigint, 9223372036854775807)
            and (
                v_is_admin
                or k.project_id = any(v_project_ids)
                or (
                    k.project_id is null
                    and exists (
                        select
                        from suppliers.supplier_projects as w
                        where
                            w.supplier_id = any(k.supplier_ids)
                            and w.project_id = any(v_project_ids)
                    )
                )
            )
        order by f.id desc
        limit (v_page).size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

grant execute on function suppliers.list_quality_findings(text, integer, text, text)
to authenticated, service_role;

comment on function suppliers.list_quality_findings(text, integer, text, text) is
$$Open findings of the quality rules, newest first; for admins and project managers.

A manager sees those of own projects. The rules run each night; a finding closes by
itself when its rule does not find it any more. rule and severity may be null.
project_id and task_id are null where a finding is about neither.
Returns: {items: [{id: bigint, rule: text, severity: "error" | "warning", project_id:
bigint | null, supplier_ids: [bigint], task_id: bigint | null, detail: text | null,
remedy: text, opened_at: timestamptz, seen_at: timestamptz}], next: text | null}
Units: severity is error or warning; page_size from 1 to 500.
Errors: PT403 core.not_permitted, PT422 core.invalid_argument, PT422
core.invalid_cursor, PT422 core.invalid_page_size.
Example: {"severity": "warning"}
Budget: 200 ms.
$$;
