-- Seeds of core.invariants: limits, repeats, caches, rules and retention.

insert into core.invariants (name, module, query, repair, severity)
values
(
    'core.rate_limits_can_be_read', 'core',
    'select s.name, s.value from core.settings as s '
    'where s.name ~ ''^core.rate_limits.(anon|authenticated|service_role)$'' '
    'and s.value is not null and not core._is_rate_limit(s.value) '
    'union all select s.name || ''.'' || l.key, l.value from core.settings as s '
    'cross join jsonb_each(coalesce(s.value, s.default_value)) as l (key, value) '
    'where s.name in (''core.rate_limits.suppliers'', ''core.rate_limits.rpcs'') '
    'and not core._is_rate_limit(l.value)',
    'Set it to {"requests": n, "seconds": s} or {}; until then the default counts.',
    'warning'
),
(
    'core.limited_rpcs_can_count', 'core',
    'select l.name from core.settings as s cross join lateral ('
    'select jsonb_object_keys(coalesce(s.value, s.default_value)) as name '
    'where s.name = ''core.rate_limits.rpcs'' union all '
    'select jsonb_array_elements_text(coalesce(s.value, s.default_value)) '
    'where s.name = ''core.access_log.rpcs'') as l '
    'where not exists (select from pg_catalog.pg_proc as p '
    'where p.pronamespace = ''api''::regnamespace and p.proname = l.name '
    'and p.provolatile = ''v'')',
    'Make the RPC volatile, or take it out of the setting: a stable one runs '
    'read-only, where nothing can be counted or logged.',
    'warning'
),
(
    'core.idempotency_keys_have_answers', 'core',
    'select scope, caller, key from core.idempotency_keys where answer is null',
    'The function of that scope claims a key and returns without core.keep_answer; '
    'mend it, then delete the rows.',
    'error'
),
(
    'core.caches_can_be_computed', 'core',
    'select c.name from core.caches as c '
    'where to_regprocedure(c.function_name || ''(jsonb)'') is null '
    'or not coalesce(core._has_type(core.setting(c.setting) -> ''fresh_seconds'', '
    '''number''), false) '
    'or not coalesce(core._has_type(core.setting(c.setting) -> ''stale_seconds'', '
    '''number''), false)',
    'Give core.caches a function (jsonb) that exists and a setting that holds '
    '{"fresh_seconds", "stale_seconds"}.',
    'error'
),
(
    'core.validation_rules_are_compiled', 'core',
    'select distinct r.entity from core.validation_rules as r where to_regprocedure('
    'format(''core.%I(jsonb)'', ''_check_'' || replace(r.entity, ''.'', ''__''))) '
    'is null '
    'union all select r.entity || ''.'' || r.name from core.validation_rules as r '
    'where r.kind = ''custom'' '
    'and to_regprocedure((r.argument ->> ''function'') || ''(jsonb)'') is null',
    'Run `update core.validation_rules set position = position where true`, as the '
    'owner; restore the function that a custom rule names.',
    'error'
),
(
    'core.retention_in_one_place', 'core',
    'select p.table_name from core.retention_policies as p '
    'inner join core.partitioned_tables as t on p.table_name = t.table_name '
    'where t.keep is not null',
    'Set keep to null in core.partitioned_tables: the policy knows holds, dry runs and '
    'reports.',
    'error'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair,
    severity = excluded.severity
where
    (invariants.module, invariants.query, invariants.repair, invariants.severity)
    is distinct from
    (excluded.module, excluded.query, excluded.repair, excluded.severity);
